import { beforeAll, describe, expect, it } from 'vitest'
import { generateKeyPair, signingKeyFrom, type KeyPair } from '../algorithms/index.ts'
import { der } from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import { CertificatePool, readCertificates } from '../trust/index.ts'
import {
  buildName,
  buildTbsCertificate,
  extensionOids,
  parseCertificate,
  parseName,
  purposes,
  sign,
  type Certificate,
  type CertificateSpec,
  type GeneralName,
} from '../x509/index.ts'
import { buildPaths, SearchBudget, validatePath, type PathQuestion } from './index.ts'

/** A tiny authority world: every subject has one key, whoever signs for it. */
const keys = new Map<string, Promise<KeyPair>>()
const at = new Date('2026-06-01T00:00:00Z')
let serial = 1

function keyOf(name: string): Promise<KeyPair> {
  const known = keys.get(name) ?? generateKeyPair('ed25519')
  keys.set(name, known)
  return known
}

async function issue(issuer: string, subject: string, changes: Partial<CertificateSpec> = {}): Promise<Certificate> {
  const [own, signer] = [await keyOf(subject), await signingKeyFrom((await keyOf(issuer)).privateKey)]
  const spec: CertificateSpec = {
    serialNumber: new Uint8Array([serial++]),
    signatureAlgorithm: 'ed25519',
    issuer: buildName({ commonName: issuer }),
    subject: buildName({ commonName: subject }),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    publicKey: own.publicKey,
    basicConstraints: { authority: true },
    keyUsage: ['keyCertSign', 'cRLSign'],
    ...changes,
  }
  return parseCertificate(await sign(buildTbsCertificate(spec), signer))
}

const leafSpec = { basicConstraints: { authority: false }, keyUsage: ['contentCommitment'] } as const satisfies Partial<CertificateSpec>
const leafOf = (issuer: string, changes: Partial<CertificateSpec> = {}): Promise<Certificate> => issue(issuer, 'leaf', { ...leafSpec, ...changes })
let root: Certificate
let middle: Certificate
beforeAll(async () => {
  root = await issue('root', 'root')
  middle = await issue('root', 'middle')
})

const ask = (certificate: Certificate, pool: readonly Certificate[], more: Partial<PathQuestion> = {}) =>
  validatePath({ certificate, anchors: new CertificatePool([root]), pool: new CertificatePool(pool), at, ...more })
const ruleOf = async (...args: Parameters<typeof ask>): Promise<string> => {
  const result = await ask(...args)
  return result.valid ? 'valid' : result.fault.rule
}

describe('a path', () => {
  it('leads from the certificate to the anchor, whatever else lies about', async () => {
    const leaf = await leafOf('middle')
    const result = await ask(leaf, [await issue('stranger', 'middle'), middle, leaf, await issue('root', 'other')])
    expect(result.valid && result.path.map((one) => one.subject.text)).toEqual(['CN=leaf', 'CN=middle', 'CN=root'])
  })

  it('is the certificate alone where that is an anchor', async () => {
    expect(await ask(root, [])).toMatchObject({ valid: true, path: [root] })
  })

  it.each([
    ['no-path', async () => [await leafOf('middle'), []] as const],
    ['signature-invalid', async () => [await leafOf('middle'), [parseCertificate((await impostor()).der)]] as const],
    ['not-an-authority', async () => [await leafOf('plain'), [await issue('root', 'plain', leafSpec)]] as const],
    ['may-not-sign-certificates', async () => [await leafOf('mute'), [await issue('root', 'mute', { keyUsage: ['cRLSign'] })]] as const],
    [
      'path-too-long',
      async () =>
        [
          await leafOf('lower'),
          [await issue('root', 'upper', { basicConstraints: { authority: true, pathLength: 0 } }), await issue('upper', 'lower')],
        ] as const,
    ],
    ['expired', async () => [await leafOf('middle', { notAfter: new Date('2026-05-31T23:59:59Z') }), [middle]] as const],
    ['not-yet-valid', async () => [await leafOf('middle', { notBefore: new Date('2026-06-01T00:00:01Z') }), [middle]] as const],
    [
      'critical-extension-unknown',
      async () => [await leafOf('middle', { otherExtensions: [{ oid: '1.2.3.4', critical: true, value: der.nothing() }] }), [middle]] as const,
    ],
  ] as const)('is refused: %s', async (rule, make) => {
    const [leaf, pool] = await make()
    expect(await ruleOf(leaf, pool)).toBe(rule)
  })

  it('takes a way round an authority that does not hold', async () => {
    const old = await issue('root', 'middle', { notAfter: new Date('2026-02-01T00:00:00Z') })
    expect(await ruleOf(await leafOf('middle'), [old, middle])).toBe('valid')
  })

  it('does not mind a path length of exactly enough, nor self-issued certificates on the way', async () => {
    const upper = await issue('root', 'upper', { basicConstraints: { authority: true, pathLength: 1 } })
    expect(await ruleOf(await leafOf('lower'), [upper, await issue('upper', 'lower')])).toBe('valid')
  })

  it('asks for a purpose of the last certificate and of authorities that name purposes', async () => {
    const leaf = await leafOf('middle', { extendedKeyUsage: { purposes: [purposes.timeStamping] } })
    expect(await ruleOf(leaf, [middle], { purpose: purposes.timeStamping })).toBe('valid')
    expect(await ruleOf(leaf, [middle], { purpose: purposes.emailProtection })).toBe('purpose-missing')
    const narrow = await issue('root', 'narrow', { extendedKeyUsage: { purposes: [purposes.emailProtection] } })
    expect(await ruleOf(await leafOf('narrow'), [narrow], { purpose: purposes.timeStamping })).toBe('purpose-missing')
  })

  it('tells a broken extension from a crash', async () => {
    const leaf = await leafOf('middle', { keyUsage: [], otherExtensions: [{ oid: extensionOids.keyUsage, critical: true, value: new Uint8Array([3, 5, 0]) }] })
    expect(() => leaf.keyUsage).toThrow(MalformedError)
    expect(
      await ruleOf(await issue('broken', 'leaf', leafSpec), [
        await issue('root', 'broken', { keyUsage: [], otherExtensions: [{ oid: extensionOids.keyUsage, critical: true, value: new Uint8Array([3, 5, 0]) }] }),
      ]),
    ).toBe('malformed')
  })
})

/** Bears the name of the middle authority, but not its key. */
async function impostor(): Promise<Certificate> {
  const own = await generateKeyPair('ed25519')
  return issue('root', 'middle', { publicKey: own.publicKey })
}

describe('revocation along a path', () => {
  it.each([
    ['good', 'valid'],
    ['revoked', 'revoked'],
    ['unknown', 'revocation-unknown'],
  ] as const)('%s is %s', async (status, outcome) => {
    expect(await ruleOf(await leafOf('middle'), [middle], { revocation: async () => status })).toBe(outcome)
  })

  it('is asked from the anchor down, with the issuer', async () => {
    const asked: string[] = []
    await ask(await leafOf('middle'), [middle], {
      revocation: async (certificate, issuer) => {
        asked.push(`${certificate.subject.text} by ${issuer.subject.text}`)
        return 'good'
      },
    })
    expect(asked).toEqual(['CN=middle by CN=root', 'CN=leaf by CN=middle'])
  })
})

describe('a search', () => {
  it('ends in a ring of authorities that sign each other', async () => {
    const ring = [await issue('one', 'two'), await issue('two', 'three'), await issue('three', 'one')]
    expect(await ruleOf(await leafOf('one'), ring)).toBe('no-path')
  })

  it('gives up when every authority has signed every other', async () => {
    const names = Array.from({ length: 14 }, (_, index) => `node ${index}`)
    const web = (await Promise.all(names.map((issuer) => Promise.all(names.filter((name) => name !== issuer).map((subject) => issue(issuer, subject)))))).flat()
    expect(await ruleOf(await leafOf('node 0'), web)).toBe('budget-spent')
  })

  it('checks no signature twice', async () => {
    const budget = new SearchBudget()
    const search = { anchors: new CertificatePool([root]), pool: new CertificatePool([middle, await issue('root', 'middle'), await issue('root', 'middle')]) }
    const paths: number[] = []
    for await (const path of buildPaths(await leafOf('middle'), search, budget)) paths.push(path.length)
    expect(paths).toEqual([3, 3, 3])
    expect(budget.verified.size).toBe(6)
  })
})

const dns = (value: string): GeneralName => ({ kind: 'dns', value })
const email = (value: string): GeneralName => ({ kind: 'email', value })
const uri = (value: string): GeneralName => ({ kind: 'uri', value })
const ip = (...octets: number[]): GeneralName => ({ kind: 'ip', octets: new Uint8Array(octets) })
const directory = (organizationName: string, commonName?: string): GeneralName => ({
  kind: 'directory',
  name: parseName(buildName({ organizationName, commonName })),
})

describe('name constraints', () => {
  const cases = [
    [{ permitted: [dns('example.com')] }, dns('a.example.com'), 'valid'],
    [{ permitted: [dns('example.com')] }, dns('badexample.com'), 'name-not-permitted'],
    [{ permitted: [dns('example.com')] }, email('a@other.com'), 'valid'],
    [{ excluded: [dns('example.com')] }, dns('EXAMPLE.com'), 'name-excluded'],
    [{ excluded: [dns('a.example.com')] }, dns('*.example.com'), 'name-excluded'],
    [{ permitted: [email('example.com')] }, email('a@example.com'), 'valid'],
    [{ permitted: [email('example.com')] }, email('a@sub.example.com'), 'name-not-permitted'],
    [{ permitted: [email('.example.com')] }, email('a@sub.example.com'), 'valid'],
    [{ permitted: [email('a@example.com')] }, email('A@example.com'), 'name-not-permitted'],
    [{ permitted: [uri('.example.com')] }, uri('https://u@www.example.com:8443/x'), 'valid'],
    [{ permitted: [uri('example.com')] }, uri('https://example.com.evil.org/'), 'name-not-permitted'],
    [{ excluded: [uri('example.com')] }, uri('urn:isbn:1'), 'name-excluded'],
    [{ permitted: [ip(192, 0, 2, 0, 255, 255, 255, 0)] }, ip(192, 0, 2, 7), 'valid'],
    [{ permitted: [ip(192, 0, 2, 0, 255, 255, 255, 0)] }, ip(192, 0, 3, 7), 'name-not-permitted'],
    [{ excluded: [ip(192, 0, 2, 0, 255, 0, 255, 0)] }, ip(10, 0, 0, 1), 'name-excluded'],
    [{ permitted: [directory('Good')] }, directory('Good', 'Someone'), 'name-not-permitted'],
    [{ excluded: [directory('Bad')] }, directory('bad', 'Someone'), 'name-excluded'],
    [{ permitted: [{ kind: 'registered', oid: '1.2.3' }] }, { kind: 'registered', oid: '1.2.3' }, 'name-not-permitted'],
  ] as const satisfies readonly (readonly [{ permitted?: readonly GeneralName[]; excluded?: readonly GeneralName[] }, GeneralName, string])[]
  const titled = cases.map(([bounds, name, outcome]) => ({
    bounds,
    name,
    outcome,
    title: `${Object.entries(bounds)
      .map(([kind, names]) => `${kind} ${names.map(spell).join()}`)
      .join()}: ${spell(name)} is ${outcome}`,
  }))

  it.each(titled)('$title', async ({ bounds, name, outcome }) => {
    const bound = await issue('root', 'bound', { nameConstraints: { permitted: [], excluded: [], ...bounds } })
    expect(await ruleOf(await leafOf('bound', { subjectAltName: [name] }), [bound])).toBe(outcome)
  })
})

function spell(name: GeneralName): string {
  if (name.kind === 'directory') return name.name.text
  if (name.kind === 'ip') return name.octets.join('.')
  return 'value' in name && typeof name.value === 'string' ? `${name.kind} ${name.value}` : name.kind
}

describe('policies', () => {
  const chain = async (upper: readonly string[], lower: readonly string[], more: Partial<CertificateSpec> = {}) => {
    const policies = (oids: readonly string[]) => oids.map((oid) => ({ oid }))
    return [await leafOf('ruled', { policies: policies(lower) }), [await issue('root', 'ruled', { policies: policies(upper), ...more })]] as const
  }
  const mapping = {
    oid: extensionOids.policyMappings,
    critical: true,
    value: der.sequence(der.sequence(der.objectIdentifier('1.1.1'), der.objectIdentifier('1.1.2'))),
  }

  it.each([
    [['1.1.1'], ['1.1.1'], { acceptablePolicies: ['1.1.1'], requireExplicitPolicy: true }, {}, 'valid'],
    [['1.1.1'], ['1.1.2'], { requireExplicitPolicy: true }, {}, 'no-valid-policy'],
    [['1.1.1'], ['1.1.1'], { acceptablePolicies: ['1.1.3'], requireExplicitPolicy: true }, {}, 'no-valid-policy'],
    [['1.1.1'], ['1.1.1'], { acceptablePolicies: ['1.1.3'] }, {}, 'valid'],
    [['2.5.29.32.0'], ['1.1.1'], { acceptablePolicies: ['1.1.1'], requireExplicitPolicy: true }, {}, 'valid'],
    [['2.5.29.32.0'], ['1.1.1'], { acceptablePolicies: ['1.1.1'], requireExplicitPolicy: true, inhibitAnyPolicy: true }, {}, 'no-valid-policy'],
    [['1.1.1'], ['1.1.2'], { acceptablePolicies: ['1.1.1'], requireExplicitPolicy: true }, { otherExtensions: [mapping] }, 'valid'],
    [['1.1.1'], ['1.1.2'], { requireExplicitPolicy: true, inhibitPolicyMapping: true }, { otherExtensions: [mapping] }, 'no-valid-policy'],
    [[], ['1.1.1'], { requireExplicitPolicy: true }, {}, 'no-valid-policy'],
  ] as const)('%j above %j, wished %j', async (upper, lower, wishes, more, outcome) => {
    const [leaf, pool] = await chain(upper, lower, more)
    expect(await ruleOf(leaf, pool, wishes)).toBe(outcome)
  })
})

it('counts certificates that cannot be read', () => {
  expect(readCertificates([root.der, new Uint8Array([1, 2, 3])])).toMatchObject({ certificates: [{ sha256: root.sha256 }], unreadable: 1 })
})
