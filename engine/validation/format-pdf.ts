/** PDF: PAdES and the older PDF signatures, with the time-stamps over the document (EN 319 142-1, ISO 32000-2 §12.8). */
import { digest } from '../algorithms/index.ts'
import { parseSignedData, type SignedData } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import { signaturesOf, type PdfSignature } from '../pades/index.ts'
import { indexOfWord, openPdf, type Pdf } from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import { failed, passed, say, together, type Conclusion } from './conclusion.ts'
import type { Context } from './context.ts'
import type { Format, FormatInput, FormatResult } from './format.ts'
import { changeOf, wordsOfFault } from './pdf-words.ts'
import { readSecurityStore, type SecurityStore } from './pdf-security-store.ts'
import { proveSignedData, proveStore } from './proof.ts'
import type { SignatureReport } from './report.ts'
import { malformedSignature, reportsOf, timestampReportsOf, validateSignature, type SignatureJudgement } from './signature-validation.ts'
import type { SignatureSubject, SignedDocument } from './subject.ts'
import { validateTimestamp, type TimestampJudgement } from './timestamp-validation.ts'

export const pdfFormat: Format = {
  name: 'PAdES',
  recognises: (head) => indexOfWord(head, '%PDF-') >= 0,
  validate: async ({ source }: FormatInput, context: Context): Promise<FormatResult> => {
    const pdf = await openPdf(source)
    const signatures = await signaturesOf(pdf)
    const store = await readSecurityStore(pdf.view)
    addStore(context, store)
    const parsed = signatures.map((signature) => ({ signature, signedData: readable(signature.cms) }))
    for (const { signedData } of parsed) {
      if (signedData === undefined) continue
      context.evidence.addSignedData(signedData)
      signedData.signers.forEach((signer) => context.evidence.addSigner(signer))
    }
    const timestamps = await validateDocumentTimestamps(context, pdf, parsed)
    const judgements: SignatureJudgement[] = []
    for (const [index, each] of parsed.filter(({ signature }) => !isDocumentTimestamp(signature)).entries())
      judgements.push(await judge(context, source, each, `signature-${index + 1}`, timestamps, store))
    return {
      format: 'PAdES',
      signatures: judgements.flatMap(reportsOf),
      timestamps: [...judgements.flatMap(timestampReportsOf), ...timestamps.map(({ judgement }) => judgement.report)],
      messages: pdf.misdirected ? [say('document.revisions-unclear')] : [],
    }
  },
}

type Parsed = { readonly signature: PdfSignature; readonly signedData: SignedData | undefined }
type StampedRevision = { readonly signature: PdfSignature; readonly judgement: TimestampJudgement; readonly coversValidationData: boolean }

function isDocumentTimestamp({ type, subFilter }: PdfSignature): boolean {
  return type === 'DocTimeStamp' || subFilter === 'ETSI.RFC3161'
}

function readable(bytes: Uint8Array): SignedData | undefined {
  try {
    return parseSignedData(bytes)
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}

function addStore({ evidence }: Context, store: SecurityStore): void {
  for (const bytes of store.certificates) evidence.addCertificate(bytes)
  for (const bytes of store.ocspResponses) evidence.addOcspResponse(bytes)
  for (const bytes of store.crls) evidence.addCrl(bytes)
}

/** Newest first: each proves the existence of everything in the revisions before it, the earlier time-stamps included (EN 319 102-1 §5.6.3). */
async function validateDocumentTimestamps(context: Context, pdf: Pdf, parsed: readonly Parsed[]): Promise<StampedRevision[]> {
  const found = parsed.filter(({ signature }) => isDocumentTimestamp(signature))
  const judged: StampedRevision[] = []
  let provenBy = context.at
  for (const [index, { signature }] of [...found.entries()].toReversed()) {
    const subject = {
      id: `document-time-stamp-${index + 1}`,
      signatureId: null,
      kind: 'document',
      bytes: signature.cms,
      imprint: signature.coveredDigest.bind(signature),
    } as const
    const judgement = withCoverage(await validateTimestamp(context, subject, provenBy), signature)
    const { proves } = judgement
    const store = signature.revision === undefined ? undefined : await readSecurityStore(pdf.viewAt(signature.revision))
    judged.unshift({ signature, judgement, coversValidationData: store !== undefined && store.ocspResponses.length + store.crls.length > 0 })
    if (proves === undefined || signature.revision === undefined) continue
    if (proves < provenBy) provenBy = proves
    if (store !== undefined) proveStore(context, store, proves)
    for (const earlier of parsed)
      if (isCoveredBy(earlier.signature, signature) && earlier.signedData !== undefined) proveSignedData(context, earlier.signedData, proves)
  }
  return judged
}

function withCoverage(judgement: TimestampJudgement, signature: PdfSignature): TimestampJudgement {
  const conclusion = coverage(signature)
  if (conclusion.indication === 'TOTAL_PASSED') return judgement
  const { report } = judgement
  return {
    report: { ...report, indication: conclusion.indication, subIndication: conclusion.subIndication, messages: [...report.messages, ...conclusion.messages] },
  }
}

function isCoveredBy(earlier: PdfSignature, later: PdfSignature): boolean {
  return earlier.revision !== undefined && later.revision !== undefined && earlier.revision < later.revision
}

async function judge(
  context: Context,
  source: ByteSource,
  { signature, signedData }: Parsed,
  id: string,
  timestamps: readonly StampedRevision[],
  store: SecurityStore,
): Promise<SignatureJudgement> {
  const [signer, surplus] = signedData?.signers ?? []
  const faults = coverage(signature)
  if (signedData === undefined || signer === undefined || surplus !== undefined) {
    const report = malformedSignature(context, id, 'PAdES', signedData === undefined ? 'it is not a CMS signature' : 'it does not have exactly one signer')
    return { report: inPdf(report, signature, faults), timestamps: [] }
  }
  const proving = timestamps.filter((each) => each.judgement.proves !== undefined && isCoveredBy(signature, each.signature))
  const times = proving.flatMap(({ judgement }) => judgement.proves ?? []).toSorted((left, right) => left.getTime() - right.getTime())
  const subject: SignatureSubject = {
    id,
    format: signature.subFilter === 'ETSI.CAdES.detached' ? 'PAdES' : 'CMS',
    signedData,
    signer,
    document: documentOf(signature, source),
    coverage: faults,
    coversWholeFile: signature.coversWholeFile,
    changesAfter: signature.changesAfter.map(changeOf),
    hasValidationData: store.ocspResponses.length + store.crls.length > 0,
    archived: proving.some(({ coversValidationData }) => coversValidationData),
    ...(times[0] === undefined ? {} : { provenBy: times[0] }),
    ...(signature.claimedTime === undefined ? {} : { claimedTime: signature.claimedTime }),
  }
  return validateSignature(context, subject)
}

function inPdf(report: SignatureReport, signature: PdfSignature, faults: Conclusion): SignatureReport {
  return {
    ...report,
    coversWholeFile: signature.coversWholeFile,
    changesAfter: signature.changesAfter.map(changeOf),
    messages: [...report.messages, ...faults.messages],
  }
}

function documentOf(signature: PdfSignature, source: ByteSource): SignedDocument {
  // adbe.pkcs7.sha1: the CMS carries, and signs, the SHA-1 of the covered bytes (ISO 32000-1 §12.8.3.3.1).
  if (signature.subFilter === 'adbe.pkcs7.sha1')
    return { digest: async (name) => digest(name, await signature.coveredDigest('sha1')), bytes: () => signature.coveredDigest('sha1') }
  return {
    digest: (name) => signature.coveredDigest(name),
    bytes: async () => {
      const [start = 0, length = 0, second = 0, secondLength = 0] = signature.byteRange
      const [head, tail] = [await source.read(start, start + length), await source.read(second, second + secondLength)]
      const joined = new Uint8Array(head.length + tail.length)
      joined.set(head)
      joined.set(tail, head.length)
      return joined
    },
  }
}

/** Faults of the ByteRange, and changes after the signature that it does not permit. */
function coverage({ faults, changesAfter, byteRange }: PdfSignature): Conclusion {
  const changes = changesAfter.map(changeOf)
  const conclusions = [
    ...faults.map((fault) => failed('FORMAT_FAILURE', say('document.byte-range', { detail: wordsOfFault(fault) }))),
    ...changes.map(({ allowed, detail }) =>
      allowed ? passed(say('document.changed-allowed', { detail })) : failed('FORMAT_FAILURE', say('document.changed-after', { detail })),
    ),
  ]
  return byteRange.length === 4 || faults.length > 0 ? together(...conclusions) : failed('FORMAT_FAILURE', say('document.not-covered'))
}
