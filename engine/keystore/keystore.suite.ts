/** What key stores must do, run once in Node's cryptography and once in the browser's. OpenSSL and keytool write the files. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicKeyFrom, signingKeyFrom, verifySignature, signatureAlgorithmIdentifier } from '../algorithms/index.ts'
import { childrenOf, contentOf, der, encodingOf, readDocument, type Element } from '../asn1/index.ts'
import { concatBytes, utf8 } from '../bytes/index.ts'
import { parseCertificate } from '../x509/index.ts'
import { createPkcs12, encryptPrivateKey, fromPem, openKeystore, toPem, WrongPasswordError } from './index.ts'

const password = 'пароль-Ω-1'

export function keystoreSuite(twin: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'keystore-'))
  const file = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))
  const openssl = (...args: string[]): string => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const keyDer = (name: string): Uint8Array => fromPem(openssl('pkcs8', '-topk8', '-nocrypt', '-in', `${name}.key`))[0]?.der ?? new Uint8Array()

  beforeAll(() => {
    const extensions = ['-addext', 'keyUsage=critical,digitalSignature']
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'root.key', '-out', 'root.pem', '-subj', '/CN=Root', '-days', '30')
    openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ec.key', '-out', 'ec.csr', '-subj', '/CN=EC holder')
    openssl('x509', '-req', '-in', 'ec.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-out', 'ec.pem', '-days', '20')
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'rsa.key', '-out', 'rsa.pem', '-subj', '/CN=RSA holder', '-days', '30', ...extensions)
    openssl('req', '-x509', '-newkey', 'ed25519', '-nodes', '-keyout', 'ed.key', '-out', 'ed.pem', '-subj', '/CN=Ed holder', '-days', '30')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  describe(`a PKCS#12 file of OpenSSL, by ${twin}`, () => {
    it.each([
      ['today’s default', []],
      ['3DES key and RC2-40 certificates, SHA-1 MAC', ['-legacy']],
      ['RC2-128 certificates', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES']],
      ['AES-128 and SHA-512 MAC', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
      ['AES-192 and SHA-384 MAC', ['-keypbe', 'AES-192-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha384']],
      ['PBES2 with 3DES', ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC']],
      ['no MAC', ['-nomac']],
      ['no encryption', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
      ['one iteration', ['-iter', '1', '-nomaciter']],
    ])('opens: %s', async (_, options) => {
      openssl(
        'pkcs12',
        '-export',
        '-inkey',
        'ec.key',
        '-in',
        'ec.pem',
        '-certfile',
        'root.pem',
        '-name',
        'Мій ключ',
        '-out',
        'ec.p12',
        '-passout',
        `pass:${password}`,
        ...options,
      )
      const [entry, ...rest] = await openKeystore(file('ec.p12'), password)
      expect(rest).toEqual([])
      expect(entry?.friendlyName).toBe('Мій ключ')
      expect(parseCertificate(entry?.certificate ?? new Uint8Array()).subject.text).toBe('CN=EC holder')
      expect(entry?.chain.map((one) => parseCertificate(one).subject.text)).toEqual(['CN=Root'])
      expect(await publicKeyFrom(entry?.privateKey ?? new Uint8Array())).toEqual(parseCertificate(entry?.certificate ?? new Uint8Array()).spki)
      if (!options.includes('NONE')) await expect(openKeystore(file('ec.p12'), 'wrong')).rejects.toThrow(WrongPasswordError)
    })

    it('opens with an empty password', async () => {
      openssl('pkcs12', '-export', '-inkey', 'rsa.key', '-in', 'rsa.pem', '-out', 'empty.p12', '-passout', 'pass:')
      expect(await openKeystore(file('empty.p12'), '')).toHaveLength(1)
      await expect(openKeystore(file('empty.p12'), 'x')).rejects.toThrow(WrongPasswordError)
    })

    it('opens when it is BER with indefinite lengths and its strings come in pieces', async () => {
      openssl('pkcs12', '-export', '-inkey', 'rsa.key', '-in', 'rsa.pem', '-out', 'rsa.p12', '-passout', `pass:${password}`, '-legacy')
      const rewritten = indefinite(readDocument(file('rsa.p12')))
      expect(rewritten.length).not.toBe(file('rsa.p12').length)
      const [entry] = await openKeystore(rewritten, password)
      expect(entry?.privateKey).toEqual(keyDer('rsa'))
    })

    it.each(['ec', 'rsa', 'ed'])('gives a key that signs: %s', async (name) => {
      openssl('pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.pem`, '-out', `${name}.p12`, '-passout', `pass:${password}`)
      const [entry] = await openKeystore(file(`${name}.p12`), password)
      const key = await signingKeyFrom(entry?.privateKey ?? new Uint8Array())
      const signature = await key.sign(utf8('message'))
      const publicKey = parseCertificate(entry?.certificate ?? new Uint8Array()).spki
      expect(await verifySignature({ algorithm: signatureAlgorithmIdentifier(key.algorithm), publicKey, message: utf8('message'), signature })).toBe(true)
    })
  })

  describe(`a PKCS#12 file that we write, by ${twin}`, () => {
    it('is opened by OpenSSL with key, certificates and name, and by us', async () => {
      const [certificate, root] = [
        fromPem(openssl('x509', '-in', 'ec.pem'))[0]?.der ?? new Uint8Array(),
        fromPem(openssl('x509', '-in', 'root.pem'))[0]?.der ?? new Uint8Array(),
      ]
      const made = await createPkcs12({ privateKey: keyDer('ec'), certificate, chain: [root], password, friendlyName: 'Олена', iterations: 2048 })
      writeFileSync(join(folder, 'ours.p12'), made)
      const text = openssl('pkcs12', '-in', 'ours.p12', '-passin', `pass:${password}`, '-nodes')
      expect(fromPem(text).map((block) => [block.label, block.der])).toEqual([
        ['CERTIFICATE', certificate],
        ['CERTIFICATE', root],
        ['PRIVATE KEY', keyDer('ec')],
      ])
      expect(await openKeystore(made, password)).toEqual([{ privateKey: keyDer('ec'), certificate, chain: [root], friendlyName: 'Олена' }])
    })

    it('says so when one octet of it has changed', async () => {
      const certificate = fromPem(openssl('x509', '-in', 'ec.pem'))[0]?.der ?? new Uint8Array()
      const made = await createPkcs12({ privateKey: keyDer('ec'), certificate, chain: [], password, iterations: 1 })
      const changed = made.slice()
      changed[made.length - 200] = (changed[made.length - 200] ?? 0) ^ 1
      await expect(openKeystore(changed, password)).rejects.toThrow()
    })
  })

  describe(`private keys in files of their own, by ${twin}`, () => {
    it.each([
      ['PKCS#8', ['pkcs8', '-topk8', '-nocrypt']],
      ['encrypted PKCS#8, AES-256', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512', '-passout', `pass:${password}`]],
      ['encrypted PKCS#8, PBES1', ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES', '-passout', `pass:${password}`]],
      ['traditional', ['rsa', '-traditional']],
      ['traditional, AES-256', ['rsa', '-traditional', '-aes256', '-passout', `pass:${password}`]],
      ['traditional, 3DES', ['rsa', '-traditional', '-des3', '-passout', `pass:${password}`]],
    ])('open from PEM: %s', async (_, args) => {
      const pem = openssl(...args, '-in', 'rsa.key') + openssl('x509', '-in', 'rsa.pem')
      const [entry] = await openKeystore(utf8(pem), password)
      expect(entry?.privateKey).toEqual(keyDer('rsa'))
      expect(parseCertificate(entry?.certificate ?? new Uint8Array()).subject.text).toBe('CN=RSA holder')
      if (args.includes('-passout')) await expect(openKeystore(utf8(pem), 'wrong')).rejects.toThrow(WrongPasswordError)
    })

    it('open from an SEC 1 file and from bare DER, plain or encrypted', async () => {
      expect((await openKeystore(utf8(openssl('ec', '-in', 'ec.key')), ''))[0]?.privateKey).toBeDefined()
      expect((await openKeystore(keyDer('rsa'), ''))[0]?.privateKey).toEqual(keyDer('rsa'))
      const sealed = await encryptPrivateKey(keyDer('rsa'), password, 1000)
      expect((await openKeystore(sealed, password))[0]?.privateKey).toEqual(keyDer('rsa'))
      await expect(openKeystore(sealed, 'wrong')).rejects.toThrow(WrongPasswordError)
    })

    it('are written as PEM that reads back', () => {
      expect(fromPem(toPem('PRIVATE KEY', keyDer('rsa')))).toEqual([{ label: 'PRIVATE KEY', der: keyDer('rsa'), headers: new Map() }])
    })
  })

  it(`refuses work without end: an iteration count of two thousand million, by ${twin}`, async () => {
    const derivation = der.sequence(der.objectIdentifier('1.2.840.113549.1.5.12'), der.sequence(der.octetString(new Uint8Array(8)), der.integer(2_000_000_000)))
    const scheme = der.sequence(der.objectIdentifier('2.16.840.1.101.3.4.1.42'), der.octetString(new Uint8Array(16)))
    const algorithm = der.sequence(der.objectIdentifier('1.2.840.113549.1.5.13'), der.sequence(derivation, scheme))
    await expect(openKeystore(der.sequence(algorithm, der.octetString(new Uint8Array(32))), password)).rejects.toThrow('iterations')
  })

  it.skipIf(!has('keytool'))(`opens every key of a PKCS#12 file that Java wrote, by ${twin}`, async () => {
    for (const name of ['ec', 'rsa']) {
      openssl('pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.pem`, '-name', name, '-out', `${name}.p12`, '-passout', 'pass:secret1')
      const from = ['-srckeystore', join(folder, `${name}.p12`), '-srcstoretype', 'PKCS12', '-srcstorepass', 'secret1']
      execFileSync(
        'keytool',
        ['-importkeystore', ...from, '-destkeystore', join(folder, 'both.p12'), '-deststoretype', 'PKCS12', '-deststorepass', 'secret1'],
        { stdio: 'ignore' },
      )
    }
    const entries = await openKeystore(file('both.p12'), 'secret1')
    expect(new Set(entries.map(({ friendlyName }) => friendlyName))).toEqual(new Set(['ec', 'rsa']))
    for (const { privateKey, certificate } of entries) expect(await publicKeyFrom(privateKey)).toEqual(parseCertificate(certificate ?? new Uint8Array()).spki)
  })

  it(`answers a damaged file by an error, or with what was in it, by ${twin}`, async () => {
    const certificate = fromPem(openssl('x509', '-in', 'ec.pem'))[0]?.der ?? new Uint8Array()
    const made = await createPkcs12({ privateKey: keyDer('ec'), certificate, chain: [], password, iterations: 1 })
    for (let index = 0; index < made.length; index += 3) {
      const changed = made.slice()
      changed[index] = (changed[index] ?? 0) ^ 0x10
      const outcome = await openKeystore(changed, password).then(
        // A bit outside what the MAC covers may change nothing: then everything is as it was.
        ([entry]) =>
          [entry?.privateKey, entry?.certificate].map(String).join() === [keyDer('ec'), certificate].map(String).join()
            ? 'opened as it was'
            : 'opened as something else',
        (error: unknown) => (error instanceof Error ? error.name : 'no error'),
      )
      expect(['MalformedError', 'WrongPasswordError', 'opened as it was']).toContain(outcome)
    }
  })

  it.skipIf(!has('keytool'))(`opens a Java key store, by ${twin}`, async () => {
    openssl('pkcs12', '-export', '-inkey', 'ec.key', '-in', 'ec.pem', '-certfile', 'root.pem', '-name', 'mine', '-out', 'ec.p12', '-passout', 'pass:secret1')
    const from = ['-srckeystore', join(folder, 'ec.p12'), '-srcstoretype', 'PKCS12', '-srcstorepass', 'secret1']
    execFileSync('keytool', ['-importkeystore', ...from, '-destkeystore', join(folder, 'ec.jks'), '-deststoretype', 'JKS', '-deststorepass', 'secret1'], {
      stdio: 'ignore',
    })
    const [entry] = await openKeystore(file('ec.jks'), 'secret1')
    expect(await publicKeyFrom(entry?.privateKey ?? new Uint8Array())).toEqual(parseCertificate(entry?.certificate ?? new Uint8Array()).spki)
    expect(entry?.chain.map((one) => parseCertificate(one).subject.text)).toEqual(['CN=Root'])
    await expect(openKeystore(file('ec.jks'), 'wrong')).rejects.toThrow(WrongPasswordError)
  })
}

function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The same values, every constructed element of indefinite length, OCTET STRINGs that wrap DER cut in two. */
function indefinite(element: Element): Uint8Array {
  const content = contentOf(element)
  if ((element.tag & 0x20) !== 0) return concatBytes(new Uint8Array([element.tag, 0x80]), ...childrenOf(element).map(indefinite), new Uint8Array(2))
  if (element.tag !== 0x04 || content.length < 200) return encodingOf(element)
  const middle = content.length >> 1
  return concatBytes(new Uint8Array([0x24, 0x80]), der.octetString(content.subarray(0, middle)), der.octetString(content.subarray(middle)), new Uint8Array(2))
}
