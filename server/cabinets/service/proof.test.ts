import { digest, generateKeyPair, randomBytes, signingKeyFrom } from '@countersign/engine/algorithms'
import { signCades } from '@countersign/engine/cades'
import { buildName, buildTbsCertificate, keyIdentifierOf, parseCertificate, sign, type CertificateSpec } from '@countersign/engine/x509'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPki, crlOf, expiresOn, issuedOn, moment, ocspAnswer, type Holder, type TestPki } from '../../../engine/validation/test-pki.ts'
import { judgeProof, type Evidence } from './proof.ts'

const at = moment('2026-03-02T10:00:00Z')
const text = 'Countersign: opening a company cabinet\n'

let pki: TestPki
let head: Holder
beforeAll(async () => {
  pki = await createPki()
  head = await issueTo({
    commonName: 'Коваленко Олена',
    organizationName: 'ТОВ «Акме»',
    organizationIdentifier: 'NTRUA-12345678',
    serialNumber: 'TINUA-3287300012',
  })
})

async function issueTo(subject: Parameters<typeof buildName>[0], issuer: Holder = pki.issuing, validity: Partial<CertificateSpec> = {}): Promise<Holder> {
  const pair = await generateKeyPair('ecdsa-p256')
  const tbs = buildTbsCertificate({
    serialNumber: randomBytes(12),
    notBefore: issuedOn,
    notAfter: expiresOn,
    ...validity,
    signatureAlgorithm: issuer.key.algorithm,
    issuer: issuer.certificate.subject.der,
    subject: buildName({ country: 'UA', ...subject }),
    publicKey: pair.publicKey,
    keyUsage: ['digitalSignature', 'contentCommitment'],
    authorityKeyIdentifier: keyIdentifierOf(issuer.certificate.spki),
  })
  return { certificate: parseCertificate(await sign(tbs, issuer.key)), key: await signingKeyFrom(pair.privateKey), privateKey: pair.privateKey }
}

function signText(holder: Holder, signed = text): Promise<Uint8Array> {
  return signCades({
    digest: digest('sha256', new TextEncoder().encode(signed)),
    digestAlgorithm: 'sha256',
    certificate: holder.certificate,
    signingTime: at,
    key: holder.key,
  })
}

async function evidence(holder: Holder, answer: Parameters<typeof ocspAnswer>[4] = {}): Promise<Evidence> {
  return {
    trust: [pki.root.certificate.der],
    certificates: [pki.issuing.certificate.der],
    ocspResponses: [await ocspAnswer(pki.responder, holder, pki.issuing, at, answer)],
    crls: [await crlOf(pki.root, at)],
  }
}

const judge = async (cms: Uint8Array, known: Evidence, holder: 'legal-entity' | 'sole-proprietor' = 'legal-entity'): Promise<unknown> =>
  judgeProof({ cms, text, holder, at }, known)
const refused = (because: string): object => ({ kind: 'refused', because })

describe('a signature that opens a company cabinet', () => {
  it('is by a good certificate of the company, over the very text', async () => {
    expect(await judge(await signText(head), await evidence(head))).toMatchObject({
      kind: 'proved',
      company: { name: 'ТОВ «Акме»', country: 'UA', number: '12345678' },
    })
  })
  it('is refused over any other text', async () => {
    expect(await judge(await signText(head, 'something else'), await evidence(head))).toEqual(refused('signature.wrong'))
  })
  it('is refused when its bytes are not a signature at all', async () => {
    expect(await judge(randomBytes(300), await evidence(head))).toEqual(refused('signature.malformed'))
  })
  it('is refused when the certificate is revoked, or nobody answers for it', async () => {
    expect(await judge(await signText(head), await evidence(head, { status: 'revoked', revokedAt: moment('2026-02-01T00:00:00Z') }))).toEqual(
      refused('certificate.revoked'),
    )
    expect(await judge(await signText(head), { ...(await evidence(head)), ocspResponses: [] })).toEqual(refused('certificate.status-unknown'))
  })
  it('is refused when the certificate has expired', async () => {
    const expired = await issueTo({ commonName: 'Old', organizationName: 'Old', organizationIdentifier: 'NTRUA-12345678' }, pki.issuing, {
      notAfter: moment('2026-02-01T00:00:00Z'),
    })
    expect(await judge(await signText(expired), await evidence(expired))).toEqual(refused('certificate.expired'))
  })
  it('is refused when somebody else issued the certificate', async () => {
    const stranger = await createPki()
    const forged = await issueTo({ commonName: 'Forged', organizationName: 'ТОВ «Акме»', organizationIdentifier: 'NTRUA-12345678' }, stranger.issuing)
    expect(await judge(await signText(forged), await evidence(head))).toEqual(refused('certificate.untrusted'))
  })
  it('is refused when the certificate names no company', async () => {
    const person = await issueTo({ commonName: 'Коваленко Олена', serialNumber: 'TINUA-3287300012' })
    expect(await judge(await signText(person), await evidence(person))).toEqual(refused('certificate.no-company'))
    expect(await judge(await signText(person), await evidence(person), 'sole-proprietor')).toMatchObject({
      kind: 'proved',
      company: { name: 'Коваленко Олена', number: '3287300012' },
    })
  })
})
