/** One forgery a test, each file made here: the table of attacks that a validator must withstand. */
import { beforeAll, describe, expect, it } from 'vitest'
import { der } from '../asn1/index.ts'
import { digest as digestOf, signatureAlgorithmIdentifier } from '../algorithms/index.ts'
import { concatBytes } from '../bytes/index.ts'
import { addValidationData } from '../cades/index.ts'
import { buildAttribute, buildSigningCertificateV2, cmsOid, parseSignedData, signedAttributesMessage } from '../cms/index.ts'
import { document, judge, noon, signed, stamped, statusAt } from './sample-signatures.ts'
import {
  createPki,
  crlOf,
  flippedAt,
  hoursAfter,
  issue,
  issueSigner,
  moment,
  ocspAnswer,
  present,
  sha256,
  timestamp,
  type Holder,
  type TestPki,
} from './test-pki.ts'
import { validate, type Report } from './index.ts'

let pki: TestPki
beforeAll(async () => {
  pki = await createPki()
})

const contentType = (type: string): Uint8Array => buildAttribute(cmsOid.contentType, der.objectIdentifier(type))
const messageDigest = (bytes: Uint8Array = sha256(document)): Uint8Array => buildAttribute(cmsOid.messageDigest, der.octetString(bytes))
const reference = (holder: Holder): Uint8Array => buildSigningCertificateV2(holder.certificate, 'sha256')

type Forgery = {
  readonly attributes?: readonly Uint8Array[]
  readonly content?: Uint8Array
  readonly signature?: Uint8Array
  readonly digest?: string
  readonly carried?: readonly Holder[]
}

/** A SignedData of the signer's own key, with whatever attributes are wanted. */
async function forged({
  attributes,
  content,
  signature,
  digest = '2.16.840.1.101.3.4.2.1',
  carried = [pki.signer, pki.issuing],
}: Forgery): Promise<Uint8Array> {
  const { certificate, key } = pki.signer
  const set = attributes === undefined ? undefined : der.setOf(...attributes)
  const digestAlgorithm = der.sequence(der.objectIdentifier(digest))
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(certificate.issuer.der, der.integer(fromSerial(certificate.serialNumber))),
    digestAlgorithm,
    ...(set === undefined ? [] : [der.implicit(0, set)]),
    signatureAlgorithmIdentifier(key.algorithm),
    der.octetString(signature ?? (await key.sign(set ?? content ?? document))),
  )
  const body = der.sequence(
    der.integer(1),
    der.setOf(digestAlgorithm),
    der.sequence(der.objectIdentifier(cmsOid.data), ...(content === undefined ? [] : [der.explicit(0, der.octetString(content))])),
    der.implicit(0, der.setOf(...carried.map((holder) => holder.certificate.der))),
    der.setOf(signerInfo),
  )
  return der.sequence(der.objectIdentifier(cmsOid.signedData), der.explicit(0, body))
}

function fromSerial(serialNumber: string): Uint8Array {
  return Uint8Array.from(serialNumber.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16))
}

async function verdictOf(cms: Uint8Array): Promise<{
  readonly verdict: string
  readonly indication: string | undefined
  readonly subIndication: string | null | undefined
  readonly codes: readonly string[]
}> {
  const report = await judge(pki, cms, await statusAt(pki, noon))
  const [signature] = report.signatures
  return {
    verdict: report.verdict,
    indication: signature?.indication,
    subIndication: signature?.subIndication,
    codes: signature?.messages.map(({ code }) => code) ?? [],
  }
}

describe('signed attributes', () => {
  it('that are all in order pass: the forgeries below differ in one thing each', async () => {
    expect(await verdictOf(await forged({ attributes: [contentType(cmsOid.data), messageDigest(), reference(pki.signer)] }))).toMatchObject({
      verdict: 'passed',
    })
  })

  it('stripped, and passed off as the content, do not make a signature over them', async () => {
    const { signers } = parseSignedData(await signed(pki))
    const content = signedAttributesMessage(present(signers[0]?.signedAttributes))
    const cms = await forged({ content, signature: present(signers[0]).signature })
    const report = await validate(cms, { trust: [pki.root.certificate.der], at: hoursAfter(noon, 2), ...(await statusAt(pki, noon)) })
    expect(report).toMatchObject({ verdict: 'failed', signatures: [{ subIndication: 'FORMAT_FAILURE', signatureOk: true }] })
    // The same with the attributes handed in beside the signature.
    const detached = await validate(await forged({ signature: present(signers[0]).signature }), {
      content,
      trust: [pki.root.certificate.der],
      at: hoursAfter(noon, 2),
      ...(await statusAt(pki, noon)),
    })
    expect(detached.verdict).toBe('failed')
  })

  it('of another content type fail', async () => {
    expect(await verdictOf(await forged({ attributes: [contentType(cmsOid.tstInfo), messageDigest(), reference(pki.signer)] }))).toMatchObject({
      verdict: 'failed',
      subIndication: 'FORMAT_FAILURE',
    })
  })

  it('without a content type fail', async () => {
    expect(await verdictOf(await forged({ attributes: [messageDigest(), reference(pki.signer)] }))).toMatchObject({
      verdict: 'failed',
      subIndication: 'FORMAT_FAILURE',
    })
  })

  it('without a digest of the document fail', async () => {
    expect(await verdictOf(await forged({ attributes: [contentType(cmsOid.data), reference(pki.signer)] }))).toMatchObject({
      verdict: 'failed',
      subIndication: 'FORMAT_FAILURE',
    })
  })

  it('that name no certificate make it plain CMS, and the report says so', async () => {
    const report = await judge(pki, await forged({ attributes: [contentType(cmsOid.data), messageDigest()] }), await statusAt(pki, noon))
    expect(report).toMatchObject({ format: 'CMS', signatures: [{ format: 'CMS', level: null }] })
    expect(report.signatures[0]?.messages.map(({ code }) => code)).toContain('signer.reference-missing')
  })

  it('that name another certificate are not accepted', async () => {
    const outcome = await verdictOf(await forged({ attributes: [contentType(cmsOid.data), messageDigest(), reference(pki.timestampUnit)] }))
    expect(outcome).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND' })
  })

  it('that stand there twice fail', async () => {
    const twice = await forged({ attributes: [contentType(cmsOid.data), messageDigest(), messageDigest(sha256(new Uint8Array([1]))), reference(pki.signer)] })
    expect(await verdictOf(twice)).toMatchObject({ verdict: 'failed', subIndication: 'FORMAT_FAILURE' })
  })

  it('with two values in one fail', async () => {
    const digests = buildAttribute(cmsOid.messageDigest, der.octetString(sha256(document)), der.octetString(sha256(new Uint8Array([1]))))
    expect(await verdictOf(await forged({ attributes: [contentType(cmsOid.data), digests, reference(pki.signer)] }))).toMatchObject({
      verdict: 'failed',
      subIndication: 'FORMAT_FAILURE',
    })
  })
})

describe('algorithms', () => {
  it('of digest and signature that disagree fail', async () => {
    const cms = await forged({
      attributes: [contentType(cmsOid.data), messageDigest(digestOf('sha512', document)), reference(pki.signer)],
      digest: '2.16.840.1.101.3.4.2.3',
    })
    expect(await verdictOf(cms)).toMatchObject({ verdict: 'failed', subIndication: 'SIG_CRYPTO_FAILURE' })
  })

  it('long broken prove nothing', async () => {
    const cms = await forged({
      attributes: [contentType(cmsOid.data), messageDigest(digestOf('sha1', document)), reference(pki.signer)],
      digest: '1.3.14.3.2.26',
    })
    expect((await verdictOf(cms)).verdict).not.toBe('passed')
  })
})

describe('the signer', () => {
  it('cannot be exchanged for another certificate with the same key', async () => {
    const impostor = await issueSigner(pki.issuing, { serialNumber: fromSerial(pki.signer.certificate.serialNumber) })
    const outcome = await verdictOf(
      await forged({ attributes: [contentType(cmsOid.data), messageDigest(), reference(pki.signer)], carried: [impostor, pki.issuing] }),
    )
    expect(outcome.verdict).not.toBe('passed')
  })

  it('whose issuer is no authority is not trusted', async () => {
    const false_ = await issueSigner(pki.signer)
    const cms = addValidationData(await signed(pki, { signer: false_ }), { certificates: [pki.signer.certificate.der] })
    const report = await judge(pki, cms, { ...(await statusAt(pki, noon)) })
    expect(report.signatures[0]).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'CERTIFICATE_CHAIN_GENERAL_FAILURE' })
  })

  it('without leave to sign is not accepted', async () => {
    const encipherer = await issueSigner(pki.issuing, { keyUsage: ['keyEncipherment'] })
    const report = await judge(pki, await signed(pki, { signer: encipherer }), await statusAt(pki, noon, encipherer))
    expect(report.signatures[0]).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'CHAIN_CONSTRAINTS_FAILURE' })
  })
})

describe('revocation data', () => {
  async function withOcsp(response: Uint8Array): Promise<Report> {
    const { crls } = await statusAt(pki, noon)
    return judge(pki, await signed(pki), { crls: crls ?? [], ocspResponses: [response] })
  }
  it.each([
    ['replayed from before', () => ocspAnswer(pki.responder, pki.signer, pki.issuing, hoursAfter(noon, -48))],
    ['about another certificate', async () => ocspAnswer(pki.responder, await issueSigner(pki.issuing), pki.issuing, noon)],
    ['of a responder without authority', () => ocspAnswer(pki.timestampUnit, pki.signer, pki.issuing, noon)],
    ['that say "unknown"', () => ocspAnswer(pki.responder, pki.signer, pki.issuing, noon, { status: 'unknown' })],
  ])('%s leave the status unknown', async (_, response) => {
    expect((await withOcsp(await response())).signatures[0]).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' })
  })

  it('of a responder that has expired since prove nothing by themselves', async () => {
    const responder = await issue(
      { commonName: 'Old responder', extendedKeyUsage: { purposes: ['1.3.6.1.5.5.7.3.9'] }, ocspNoCheck: true, notAfter: hoursAfter(noon, 24) },
      pki.issuing,
    )
    const cms = addValidationData(await stamped(pki, await signed(pki)), {
      ocspResponses: [await ocspAnswer(responder, pki.signer, pki.issuing, hoursAfter(noon, 1))],
    })
    const status = await statusAt(pki, hoursAfter(noon, 1))
    const report = await judge(pki, cms, { at: hoursAfter(noon, 48), crls: status.crls ?? [], ocspResponses: (status.ocspResponses ?? []).slice(1) })
    expect(report.signatures[0]).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOCATION_OUT_OF_BOUNDS_NO_POE' })
  })
})

describe('time-stamps', () => {
  it('of a certificate for other purposes prove nothing', async () => {
    const report = await judge(pki, await stamped(pki, await signed(pki), noon, pki.signer), await statusAt(pki, noon))
    expect(report.timestamps[0]).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'CHAIN_CONSTRAINTS_FAILURE' })
    expect(report.signatures[0]?.bestTime).toBe('2026-06-01T14:00:00Z')
  })

  it('from the future prove nothing', async () => {
    const report = await judge(pki, await stamped(pki, await signed(pki), moment('2026-07-01T00:00:00Z')), await statusAt(pki, noon))
    expect(report.timestamps[0]?.indication).toBe('INDETERMINATE')
  })
})

describe('bytes', () => {
  it('flipped one at a time never pass and never throw', async () => {
    const cms = await signed(pki)
    const status = await statusAt(pki, noon)
    const { signersElement } = parseSignedData(cms)
    for (let at = signersElement.start; at < cms.length; at += 7) {
      // The lowest bit: bit 5 would only change the case of a letter in the signer identifier, which is not signed and compared without regard to case.
      const report = await judge(pki, flippedAt(cms, at), status)
      expect(report.verdict, `byte ${at}`).not.toBe('passed')
    }
  })

  it('cut off anywhere are reported as malformed', async () => {
    const cms = await signed(pki)
    for (let length = 0; length < cms.length; length += 97)
      expect(await judge(pki, cms.subarray(0, length))).toMatchObject({ verdict: 'failed', signatures: [{ subIndication: 'FORMAT_FAILURE' }] })
  })

  it('behind the signature are refused', async () => {
    expect(await judge(pki, concatBytes(await signed(pki), new Uint8Array([1])))).toMatchObject({
      verdict: 'failed',
      signatures: [{ subIndication: 'FORMAT_FAILURE' }],
    })
  })

  it('of a time-stamp token are not taken for a signature over the document', async () => {
    const token = await timestamp(pki.timestampUnit, [pki.issuing], sha256(document), noon)
    const report = await judge(pki, token, await statusAt(pki, noon))
    expect(report).toMatchObject({ format: 'time-stamp', signatures: [] })
  })
})

describe('what the file brings along', () => {
  it('does not hide a revocation that the network knows of', async () => {
    const withUrl = await issueSigner(pki.issuing, { ocspUrls: ['http://ocsp.example/'] })
    const cms = addValidationData(await signed(pki, { signer: withUrl }), await statusAt(pki, noon, withUrl))
    const revoked = await ocspAnswer(pki.responder, withUrl, pki.issuing, hoursAfter(noon, 1), { status: 'revoked', revokedAt: hoursAfter(noon, 1) })
    expect((await judge(pki, cms)).verdict).toBe('passed')
    const online = await judge(pki, cms, { fetch: async () => revoked })
    expect(online.signatures[0]).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' })
  })

  it('does not count when its responder was revoked', async () => {
    const responder = await issue({ commonName: 'Revoked responder', extendedKeyUsage: { purposes: ['1.3.6.1.5.5.7.3.9'] } }, pki.issuing)
    const list = await crlOf(pki.issuing, noon, [{ serialNumber: responder.certificate.serialNumber, revokedAt: hoursAfter(noon, -1) }], {
      distributionPoint: { url: 'http://pki.example/other.crl' },
    })
    const whole = await crlOf(pki.issuing, hoursAfter(noon, -1), [{ serialNumber: responder.certificate.serialNumber, revokedAt: hoursAfter(noon, -2) }])
    const { crls } = await statusAt(pki, noon)
    const report = (lists: readonly Uint8Array[]): Promise<Report> =>
      ocspAnswer(responder, pki.signer, pki.issuing, noon).then(async (response) =>
        judge(pki, await signed(pki), { ocspResponses: [response], crls: [...(crls ?? []), ...lists] }),
      )
    expect((await report([list])).verdict).toBe('passed')
    // The whole list would itself say that the signer is good; what counts here is that the responder's word is not taken.
    expect((await report([whole])).signatures[0]?.messages.find(({ code }) => code === 'revocation.good')?.parameters.time).toBe('2026-06-01T11:00:00Z')
  })
})
