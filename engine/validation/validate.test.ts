import { beforeAll, describe, expect, it } from 'vitest'
import { digestAlgorithmIdentifier, signatureAlgorithmIdentifier } from '../algorithms/index.ts'
import { der } from '../asn1/index.ts'
import { addSignatureTimestamp, addValidationData } from '../cades/index.ts'
import { addUnsignedAttribute, buildAttribute, buildSigningCertificateV2, cmsOid, parseSignedData, valuesOfType } from '../cms/index.ts'
import { serialNumberElement } from '../x509/index.ts'
import { archived, document, judge, noon, signed, stamped, statusAt, withValidationData } from './sample-signatures.ts'
import { createPki, flippedAt, hoursAfter, issueSigner, issueTimestampUnit, moment, ocspAnswer, present, sha256, type TestPki } from './test-pki.ts'
import { validate, ValidationMemory, type Report, type SignatureReport } from './index.ts'

let pki: TestPki
beforeAll(async () => {
  pki = await createPki()
})

function only(report: Report): SignatureReport {
  expect(report.signatures).toHaveLength(1)
  return present(report.signatures[0])
}

describe('a signature without a time-stamp', () => {
  it('passes today, with today’s revocation data', async () => {
    const report = await judge(pki, await signed(pki), await statusAt(pki, noon))
    expect(report).toMatchObject({ verdict: 'passed', format: 'CAdES' })
    expect(only(report)).toMatchObject({
      indication: 'TOTAL_PASSED',
      subIndication: null,
      level: 'B-B',
      digestOk: true,
      signatureOk: true,
      claimedTime: '2026-06-01T12:00:00Z',
      coversWholeFile: null,
    })
    expect(only(report).signer?.subject).toBe('CN=Signer,O=Test,C=UA')
    expect(only(report).certificateChain.map(({ subject }) => subject.slice(3, 7))).toEqual(['Sign', 'Issu', 'Root'])
  })

  it('passes with the document inside', async () => {
    const report = await validate(await signed(pki, { attached: true }), {
      trust: [pki.root.certificate.der],
      at: hoursAfter(noon, 2),
      ...(await statusAt(pki, noon)),
    })
    expect(report.verdict).toBe('passed')
  })

  it('is unproven while revocation is unknown', async () => {
    expect(only(await judge(pki, await signed(pki)))).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' })
  })

  it('is unproven without a trusted authority', async () => {
    expect(only(await judge(pki, await signed(pki), { trust: [] }))).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      digestOk: true,
      signatureOk: true,
    })
  })

  it('is unproven after the certificate expired', async () => {
    const at = moment('2029-01-01T00:00:00Z')
    expect(only(await judge(pki, await signed(pki), { at, ...(await statusAt(pki, at)) }))).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
    })
  })

  it('is unproven once the certificate is revoked', async () => {
    const { crls } = await statusAt(pki, noon)
    const ocspResponses = [await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon, { status: 'revoked', revokedAt: hoursAfter(noon, -1) })]
    const report = await judge(pki, await signed(pki), { crls: crls ?? [], ocspResponses })
    expect(only(report)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' })
    expect(only(report).messages.find(({ code }) => code === 'revocation.revoked')?.text).toContain('2026-06-01T11:00:00Z')
  })

  it('fails when one bit of the document differs', async () => {
    const report = await judge(pki, await signed(pki), { content: flippedAt(document, 0), ...(await statusAt(pki, noon)) })
    expect(report.verdict).toBe('failed')
    expect(only(report)).toMatchObject({ indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE', digestOk: false, signatureOk: true })
  })

  it('asks for the document when it was not given', async () => {
    const report = await validate(await signed(pki), { trust: [pki.root.certificate.der], at: noon, ...(await statusAt(pki, noon)) })
    expect(only(report)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND', digestOk: null, signatureOk: true })
  })
})

describe('a signature with time-stamp and validation data', () => {
  it('passes offline, years later, after the signer’s certificate expired', async () => {
    const cms = await withValidationData(pki, await stamped(pki, await signed(pki)))
    const report = await judge(pki, cms, { at: moment('2027-06-01T00:00:00Z') })
    expect(only(report)).toMatchObject({ indication: 'TOTAL_PASSED', level: 'B-LT', bestTime: '2026-06-01T12:00:00Z' })
    expect(report.timestamps[0]).toMatchObject({
      indication: 'TOTAL_PASSED',
      kind: 'signature',
      time: '2026-06-01T12:00:00Z',
      imprintOk: true,
      signatureOk: true,
    })
  })

  it('keeps its force when the certificate is revoked afterwards, and not when before', async () => {
    const cms = await stamped(pki, await signed(pki))
    const { crls, ocspResponses } = await statusAt(pki, hoursAfter(noon, 1))
    const revoked = async (hours: number): Promise<SignatureReport> => {
      const answer = await ocspAnswer(pki.responder, pki.signer, pki.issuing, hoursAfter(noon, 2), { status: 'revoked', revokedAt: hoursAfter(noon, hours) })
      return only(await judge(pki, cms, { crls: crls ?? [], ocspResponses: [answer, ...(ocspResponses ?? []).slice(1)] }))
    }
    expect(await revoked(1)).toMatchObject({ indication: 'TOTAL_PASSED', level: 'B-T' })
    expect(await revoked(-1)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' })
  })

  it('is not proven by the time-stamp of an authority that nobody trusts', async () => {
    const stranger = await createPki()
    const cms = await stamped(pki, await signed(pki), noon, stranger.timestampUnit)
    const report = await judge(pki, cms, await statusAt(pki, noon))
    expect(report.timestamps[0]).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' })
    expect(only(report)).toMatchObject({ indication: 'TOTAL_PASSED', bestTime: '2026-06-01T14:00:00Z' })
  })

  it('whose time-stamp is over another signature proves nothing', async () => {
    const other = await stamped(pki, await signed(pki))
    const [token] = valuesOfType(parseSignedData(other).signers[0]?.unsignedAttributes, cmsOid.signatureTimeStamp)
    const report = await judge(pki, addSignatureTimestamp(await signed(pki), present(token)), await statusAt(pki, noon))
    expect(report.timestamps[0]).toMatchObject({ indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE', imprintOk: false })
  })

  it('made before the certificate began fails', async () => {
    const late = await issueSigner(pki.issuing, { notBefore: hoursAfter(noon, 1) })
    const report = await judge(pki, await stamped(pki, await signed(pki, { signer: late })), await statusAt(pki, noon, late))
    expect(only(report)).toMatchObject({ indication: 'TOTAL_FAILED', subIndication: 'NOT_YET_VALID' })
  })
})

describe('an archived signature', () => {
  it('passes offline when signer, responder and time-stamp unit have all expired', async () => {
    const newUnit = await issueTimestampUnit(pki.issuing, { notBefore: moment('2027-01-01T00:00:00Z'), notAfter: moment('2039-01-01T00:00:00Z') })
    const shortUnit = await issueTimestampUnit(pki.issuing, { notAfter: moment('2027-12-31T00:00:00Z') })
    const complete = await withValidationData(pki, await stamped(pki, await signed(pki), noon, shortUnit))
    const long = addValidationData(complete, { ocspResponses: [await ocspAnswer(pki.responder, shortUnit, pki.issuing, hoursAfter(noon, 1))] })
    const at = moment('2035-06-01T00:00:00Z')
    // Without the archive time-stamp nothing proves that the first time-stamp is older than its certificate's end.
    expect(only(await judge(pki, long, { at }))).toMatchObject({ indication: 'INDETERMINATE' })
    const archivedAt = moment('2027-06-01T00:00:00Z')
    const cms = await archived(pki, long, archivedAt, newUnit)
    const fresh = {
      ocspResponses: [await ocspAnswer(pki.issuing, newUnit, pki.issuing, hoursAfter(archivedAt, 1))],
      crls: (await statusAt(pki, hoursAfter(archivedAt, 1))).crls ?? [],
    }
    const report = await judge(pki, cms, { at, ...fresh })
    expect(report.timestamps.map(({ kind, indication }) => [kind, indication])).toEqual([
      ['signature', 'TOTAL_PASSED'],
      ['archive', 'TOTAL_PASSED'],
    ])
    expect(only(report)).toMatchObject({ indication: 'TOTAL_PASSED', level: 'B-LTA', bestTime: '2026-06-01T12:00:00Z' })
  })

  it('loses the proof when something that the archive time-stamp covers is taken out', async () => {
    const cms = await archived(pki, await withValidationData(pki, await stamped(pki, await signed(pki))), hoursAfter(noon, 2))
    const { revocationElement } = parseSignedData(cms)
    const report = await judge(pki, flippedAt(cms, present(revocationElement).contentEnd - 1), { at: hoursAfter(noon, 3) })
    expect(report.timestamps.find(({ kind }) => kind === 'archive')).toMatchObject({ indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE' })
  })
})

describe('a countersignature', () => {
  async function countersigned(cms: Uint8Array, over = present(parseSignedData(cms).signers[0]).signature): Promise<Uint8Array> {
    const notary = await issueSigner(pki.issuing)
    const attributes = der.setOf(buildAttribute(cmsOid.messageDigest, der.octetString(sha256(over))), buildSigningCertificateV2(notary.certificate, 'sha256'))
    const digestAlgorithm = digestAlgorithmIdentifier('sha256')
    const signerInfo = der.sequence(
      der.integer(1),
      der.sequence(notary.certificate.issuer.der, serialNumberElement(notary.certificate.serialNumber)),
      digestAlgorithm,
      der.implicit(0, attributes),
      signatureAlgorithmIdentifier(notary.key.algorithm),
      der.octetString(await notary.key.sign(attributes)),
    )
    const withData = addValidationData(cms, {
      certificates: [notary.certificate.der],
      ocspResponses: [await ocspAnswer(pki.responder, notary, pki.issuing, noon)],
    })
    return addUnsignedAttribute(withData, buildAttribute(cmsOid.countersignature, signerInfo))
  }

  it('is judged as a signature of its own, over the first one and no other', async () => {
    const good = await judge(pki, await countersigned(await signed(pki)), await statusAt(pki, noon))
    expect(good.signatures.map(({ id, indication }) => [id, indication])).toEqual([
      ['signature-1', 'TOTAL_PASSED'],
      ['signature-1-countersignature-1', 'TOTAL_PASSED'],
    ])
    const moved = await judge(pki, await countersigned(await signed(pki), document), await statusAt(pki, noon))
    expect(moved).toMatchObject({ verdict: 'failed', signatures: [{ subIndication: null }, { subIndication: 'HASH_FAILURE' }] })
  })

  it('that cannot be read does not spoil the signature it stands at', async () => {
    const cms = addUnsignedAttribute(await signed(pki), buildAttribute(cmsOid.countersignature, der.sequence(der.integer(1))))
    const report = await judge(pki, cms, await statusAt(pki, noon))
    expect(report.signatures.map(({ subIndication }) => subIndication)).toEqual([null, 'FORMAT_FAILURE'])
  })
})

describe('a memory of earlier validations', () => {
  it('changes no verdict: neither for the same file, nor for one that differs in a bit', async () => {
    const memory = new ValidationMemory()
    const cms = await withValidationData(pki, await stamped(pki, await signed(pki)))
    const options = { memory, at: moment('2027-06-01T00:00:00Z') }
    const first = await judge(pki, cms, options)
    expect(first.verdict).toBe('passed')
    expect(await judge(pki, cms, options)).toEqual(first)
    const { revocationElement, certificatesElement, signers } = parseSignedData(cms)
    for (const at of [
      present(revocationElement).contentEnd - 1,
      present(certificatesElement).contentStart + 100,
      present(signers[0]).element.contentStart + 200,
    ]) {
      const spoilt = flippedAt(cms, at)
      expect(await judge(pki, spoilt, options)).toEqual(await judge(pki, spoilt, { at: options.at }))
    }
    expect((await judge(pki, cms, { ...options, trust: [] })).verdict).toBe('indeterminate')
  })
})
