import { beforeAll, describe, expect, it } from 'vitest'
import { concatBytes } from '../bytes/index.ts'
import { addSignatureTimestamp, signatureTimestampImprint } from '../cades/index.ts'
import { appendValidationData, prepareDocumentTimestamp, preparePades } from '../pades/index.ts'
import { samplePdf } from '../pdf/sample-files.ts'
import { noon, statusAt } from './sample-signatures.ts'
import { createPki, crlOf, hoursAfter, issueTimestampUnit, moment, ocspAnswer, timestamp, type Holder, type TestPki } from './test-pki.ts'
import { validate, type Report, type ValidationOptions } from './index.ts'

let pki: TestPki
beforeAll(async () => {
  pki = await createPki()
})

async function signedPdf(file: Uint8Array = samplePdf()): Promise<Uint8Array> {
  const { certificate, key } = pki.signer
  const prepared = await preparePades(file, {
    certificate,
    chain: [pki.issuing.certificate.der],
    signatureAlgorithm: key.algorithm,
    signingTime: noon,
    signerName: 'Signer',
  })
  const cms = prepared.cms(await key.sign(prepared.toBeSigned))
  const token = await timestamp(pki.timestampUnit, [pki.issuing], signatureTimestampImprint(cms, 'sha256'), noon)
  return concatBytes(file, prepared.place(addSignatureTimestamp(cms, token)))
}

async function withStore(file: Uint8Array, units: readonly Holder[] = [pki.timestampUnit]): Promise<Uint8Array> {
  const at = hoursAfter(noon, 1)
  const ocspResponses = await Promise.all([pki.signer, ...units].map((holder) => ocspAnswer(pki.responder, holder, pki.issuing, at)))
  return concatBytes(file, await appendValidationData(file, { certificates: [pki.issuing.certificate.der], ocspResponses, crls: [await crlOf(pki.root, at)] }))
}

async function archivedPdf(file: Uint8Array, at: Date, unit: Holder): Promise<Uint8Array> {
  const prepared = await prepareDocumentTimestamp(file, { digest: 'sha256' })
  return concatBytes(file, prepared.complete(await timestamp(unit, [pki.issuing], prepared.imprint, at)))
}

function judge(file: Uint8Array, options: Partial<ValidationOptions> = {}): Promise<Report> {
  return validate(file, { trust: [pki.root.certificate.der], at: hoursAfter(noon, 2), ...options })
}

describe('a signed PDF', () => {
  it('passes, and says who signed, when, and that the whole file is covered', async () => {
    const report = await judge(await signedPdf(), await statusAt(pki, noon))
    expect(report).toMatchObject({ format: 'PAdES', verdict: 'passed' })
    expect(report.signatures[0]).toMatchObject({
      indication: 'TOTAL_PASSED',
      level: 'B-T',
      coversWholeFile: true,
      changesAfter: [],
      claimedTime: '2026-06-01T12:00:00Z',
      digestOk: true,
      signatureOk: true,
    })
  })

  it('passes offline with its validation data, and names that permitted change', async () => {
    const report = await judge(await withStore(await signedPdf()), { at: moment('2027-06-01T00:00:00Z') })
    expect(report.signatures[0]).toMatchObject({ indication: 'TOTAL_PASSED', level: 'B-LT', coversWholeFile: false })
    expect(report.signatures[0]?.changesAfter.every(({ allowed }) => allowed)).toBe(true)
    expect(report.signatures[0]?.changesAfter.map(({ code }) => code)).toContain('validation-data')
  })

  it('passes long after every certificate of the day expired, when a document time-stamp keeps it', async () => {
    const unit = await issueTimestampUnit(pki.issuing, { notAfter: moment('2039-01-01T00:00:00Z') })
    const archivedAt = moment('2027-06-01T00:00:00Z')
    const file = await archivedPdf(await withStore(await signedPdf()), archivedAt, unit)
    const fresh = {
      ocspResponses: [await ocspAnswer(pki.issuing, unit, pki.issuing, hoursAfter(archivedAt, 1))],
      crls: [await crlOf(pki.root, hoursAfter(archivedAt, 1))],
    }
    const report = await judge(file, { at: moment('2035-01-01T00:00:00Z'), ...fresh })
    expect(report.timestamps.map(({ kind, indication }) => [kind, indication])).toEqual([
      ['signature', 'TOTAL_PASSED'],
      ['document', 'TOTAL_PASSED'],
    ])
    expect(report.signatures[0]).toMatchObject({ indication: 'TOTAL_PASSED', level: 'B-LTA', bestTime: '2026-06-01T12:00:00Z' })
  })

  it('fails when one byte of the page differs', async () => {
    const file = await signedPdf()
    const at = new TextDecoder('latin1').decode(file).indexOf('Hello')
    file[at] = 0x4a
    const report = await judge(file, await statusAt(pki, noon))
    expect(report.signatures[0]).toMatchObject({ indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE', digestOk: false })
  })

  it('fails when something is appended', async () => {
    const report = await judge(concatBytes(await signedPdf(), new TextEncoder().encode('\n% more\n')), await statusAt(pki, noon))
    expect(report.verdict).toBe('failed')
    expect(report.signatures[0]).toMatchObject({ subIndication: 'FORMAT_FAILURE', coversWholeFile: false })
  })

  it('without any signature proves nothing', async () => {
    expect(await judge(samplePdf())).toMatchObject({ verdict: 'failed', signatures: [], messages: [{ code: 'format.no-signature' }] })
  })

  it('that cannot be read fails and does not throw', async () => {
    expect(await judge(new TextEncoder().encode('%PDF-1.7\nnothing more'))).toMatchObject({
      verdict: 'failed',
      signatures: [{ subIndication: 'FORMAT_FAILURE' }],
    })
  })
})
