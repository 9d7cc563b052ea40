import { beforeAll, describe, expect, it } from 'vitest'
import { signingKeyFrom } from '../algorithms/index.ts'
import { fromBase64, utf8 } from '../bytes/index.ts'
import { parseSignedData, signedAttributesMessage } from '../cms/index.ts'
import { openssl, pem } from '../validation/openssl.ts'
import { createPki, crlOf, flippedAt, hoursAfter, issueSigner, moment, ocspAnswer, present, sha256, timestamp, type TestPki } from '../validation/test-pki.ts'
import { addSignatureTimestamp, addValidationData, signatureTimestampImprint, signCades } from './index.ts'

const document = utf8('an agreement')
const noon = moment('2026-06-01T12:00:00Z')
let pki: TestPki
beforeAll(async () => {
  pki = await createPki()
})

const verify = [
  'cms',
  '-verify',
  '-binary',
  '-inform',
  'DER',
  '-in',
  's.p7s',
  '-CAfile',
  'root.pem',
  '-purpose',
  'any',
  '-cades',
  '-attime',
  String(noon.getTime() / 1000),
]

async function detached(): Promise<Uint8Array> {
  return signCades({
    digest: sha256(document),
    digestAlgorithm: 'sha256',
    certificate: pki.signer.certificate,
    chain: [pki.issuing.certificate.der],
    signingTime: noon,
    key: pki.signer.key,
  })
}

async function opensslAccepts(cms: Uint8Array, content?: Uint8Array): Promise<boolean> {
  const files = { 's.p7s': cms, doc: content ?? document, 'root.pem': pem('CERTIFICATE', pki.root.certificate.der) }
  return (await openssl(files, ...verify, ...(content === undefined ? [] : ['-content', 'doc']))).ok
}

describe('a CAdES signature', () => {
  it('stands beside the document, and openssl accepts it', async () => {
    const cms = await detached()
    expect(await opensslAccepts(cms, document)).toBe(true)
    expect(await opensslAccepts(cms, flippedAt(document, 3))).toBe(false)
  })

  it('stands around the document, and openssl accepts it', async () => {
    const cms = await signCades({
      digest: sha256(document),
      digestAlgorithm: 'sha256',
      content: document,
      certificate: pki.signer.certificate,
      chain: [pki.issuing.certificate.der],
      signingTime: noon,
      key: pki.signer.key,
    })
    expect(parseSignedData(cms).content).toEqual(document)
    expect(await opensslAccepts(cms)).toBe(true)
  })

  it.each(['rsa-sha256', 'rsa-pss-sha256'] as const)('is made with %s', async (algorithm) => {
    const holder = await issueSigner(pki.issuing, { kind: 'rsa-2048' })
    const key = await signingKeyFrom(holder.privateKey, algorithm)
    const cms = await signCades({
      digest: sha256(document),
      digestAlgorithm: 'sha256',
      certificate: holder.certificate,
      chain: [pki.issuing.certificate.der],
      signingTime: noon,
      key,
    })
    expect(await opensslAccepts(cms, document)).toBe(true)
  })

  it('with one byte flipped anywhere in its signed attributes is refused', async () => {
    const cms = await detached()
    const { element } = present(parseSignedData(cms).signers[0]?.signedAttributes)
    expect(await opensslAccepts(flippedAt(cms, element.contentEnd - 3), document)).toBe(false)
  })
})

describe('raising the level', () => {
  it('keeps every signed byte, and openssl still accepts the signature', async () => {
    const cms = await detached()
    const token = await timestamp(pki.timestampUnit, [pki.issuing], signatureTimestampImprint(cms, 'sha256'), noon)
    const stamped = addSignatureTimestamp(cms, token)
    const complete = addValidationData(stamped, {
      certificates: [pki.root.certificate.der, pki.issuing.certificate.der],
      ocspResponses: [await ocspAnswer(pki.responder, pki.signer, pki.issuing, hoursAfter(noon, 1))],
      crls: [await crlOf(pki.root, noon)],
    })
    const before = present(parseSignedData(cms).signers[0]?.signedAttributes)
    const after = parseSignedData(complete)
    expect(signedAttributesMessage(present(after.signers[0]?.signedAttributes))).toEqual(signedAttributesMessage(before))
    expect(after).toMatchObject({ version: 5 })
    expect([after.certificates.length, after.ocspResponses.length, after.crls.length]).toEqual([3, 1, 1])
    expect(await opensslAccepts(stamped, document)).toBe(true)
    expect(await opensslAccepts(complete, document)).toBe(true)
  })

  it('does not add what is there already', async () => {
    const cms = await detached()
    expect(addValidationData(cms, { certificates: [pki.signer.certificate.der] })).toBe(cms)
  })

  it('works on BER of indefinite length and leaves it so', async () => {
    const files = { doc: document, 'c.pem': pem('CERTIFICATE', pki.signer.certificate.der), 'k.pem': pem('PRIVATE KEY', pki.signer.privateKey) }
    const { ok, output } = await openssl(
      files,
      'cms',
      '-sign',
      '-stream',
      '-binary',
      '-nodetach',
      '-in',
      'doc',
      '-signer',
      'c.pem',
      '-inkey',
      'k.pem',
      '-outform',
      'PEM',
      '-cades',
    )
    expect(ok).toBe(true)
    const ber = fromBase64(output.replace(/-----[^-]+-----/g, ''))
    expect(ber[1]).toBe(0x80)
    const token = await timestamp(pki.timestampUnit, [], signatureTimestampImprint(ber, 'sha256'), noon)
    const stamped = addValidationData(addSignatureTimestamp(ber, token), { certificates: [pki.issuing.certificate.der], crls: [await crlOf(pki.root, noon)] })
    expect(stamped[1]).toBe(0x80)
    expect(parseSignedData(stamped).content).toEqual(document)
    expect(await opensslAccepts(stamped)).toBe(true)
  })
})
