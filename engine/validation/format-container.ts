/** ZIP: ASiC-S and ASiC-E with CAdES and time-stamps (EN 319 162-1), and the archive that people take away. */
import { readContainer, type Container, type ContainerSignature } from '../container/index.ts'
import { parseSignedData } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import { judgeEvidenceRecord, type EvidenceJudgement } from './evidence-record.ts'
import { failed, passed, say, spell, together, type Conclusion } from './conclusion.ts'
import type { Context } from './context.ts'
import type { Format, FormatInput, FormatResult } from './format.ts'
import type { Message } from './messages.ts'
import { proveSignedData, tolerated } from './proof.ts'
import type { EvidenceRecordReport, SignatureReport } from './report.ts'
import { malformedSignature, reportsOf, timestampReportsOf, validateSignature, type SignatureJudgement } from './signature-validation.ts'
import { documentOf, readAll } from './source.ts'
import { validateTimestamp, type TimestampJudgement } from './timestamp-validation.ts'

/** A container is read into memory: this much at most. */
const maximumBytes = 256 << 20

const formatNames: Readonly<Record<Container['kind'], string>> = { 'asic-s': 'ASiC-S', 'asic-e': 'ASiC-E', archive: 'archive', zip: 'ZIP' }

export const containerFormat: Format = {
  name: 'ASiC',
  recognises: (head) => head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5),
  validate: async ({ source }: FormatInput, context: Context): Promise<FormatResult> => {
    if (source.size > maximumBytes) throw new MalformedError('the container is too large')
    const container = readContainer(await readAll(source))
    addEvidence(context, container)
    const records = await judgeRecords(context, container)
    const timestamps = await validateTimestamps(context, container, records)
    const judgements: SignatureJudgement[] = []
    for (const signature of container.signatures) judgements.push(...(await judge(context, container, signature, [...records, ...timestamps])))
    return {
      format: formatNames[container.kind],
      signatures: judgements.flatMap(reportsOf),
      timestamps: [
        ...judgements.flatMap(timestampReportsOf),
        ...timestamps.map(({ judgement }) => judgement.report),
        ...records.flatMap(({ judgement }) => judgement.timestamps),
      ],
      evidenceRecords: judgements.length + timestamps.length + records.length > 0 ? records.map(({ judgement }) => judgement.report) : unreadRecords(container),
      messages: messagesAbout(container),
    }
  },
}

type Proof = { readonly signature: ContainerSignature; readonly judgement: { readonly proves?: Date } }
type Stamp = { readonly signature: ContainerSignature; readonly judgement: TimestampJudgement }
type JudgedRecord = { readonly signature: ContainerSignature; readonly judgement: EvidenceJudgement }

/** Evidence records are over the files that their manifest lists (EN 319 162-1 §4.4.3.3); those in XML are only mentioned. */
async function judgeRecords(context: Context, container: Container): Promise<JudgedRecord[]> {
  const judged: JudgedRecord[] = []
  for (const signature of container.signatures.filter(isBinaryRecord)) {
    const objects = signature.covered.flatMap(({ name }) => {
      const file = container.files.find((each) => each.name === name)
      return file === undefined ? [] : [{ name, ...documentOf(file.read()) }]
    })
    const judgement = recordWithCoverage(await judgeEvidenceRecord(context, { id: signature.name, bytes: signature.bytes, objects }), coverageOf(signature))
    judged.push({ signature, judgement })
    const { proves } = judgement
    if (proves === undefined) continue
    for (const other of container.signatures.filter(({ name }) => covers(signature, name))) {
      context.evidence.prove(other.bytes, proves)
      tolerated(() => proveSignedData(context, parseSignedData(other.bytes), proves))
    }
  }
  return judged
}

/** Where nothing else is to be judged, a record that is not read leaves the file undecided. */
function unreadRecords({ signatures }: Container): EvidenceRecordReport[] {
  return signatures
    .filter(({ kind }) => kind === 'evidence-record')
    .map(({ name }) => ({
      id: name,
      indication: 'INDETERMINATE',
      subIndication: 'POLICY_PROCESSING_ERROR',
      messages: [say('format.not-supported', { format: 'XML evidence record' })],
    }))
}

function isBinaryRecord({ kind, name }: ContainerSignature): boolean {
  return kind === 'evidence-record' && /\.ers$/i.test(name)
}

function recordWithCoverage(judgement: EvidenceJudgement, coverage: Conclusion): EvidenceJudgement {
  if (coverage.indication === 'TOTAL_PASSED') return judgement
  const { report, timestamps } = judgement
  return {
    report: { ...report, indication: coverage.indication, subIndication: coverage.subIndication, messages: [...report.messages, ...coverage.messages] },
    timestamps,
  }
}

function addEvidence({ evidence }: Context, { signatures }: Container): void {
  for (const { bytes } of signatures.filter(({ kind }) => kind === 'cades' || kind === 'timestamp')) {
    tolerated(() => {
      const signedData = parseSignedData(bytes)
      evidence.addSignedData(signedData)
      signedData.signers.forEach((signer) => evidence.addSigner(signer))
    })
  }
}

/** From the last to the first, as archive time-stamps are added: each proves the files that its manifest lists. */
async function validateTimestamps(context: Context, container: Container, records: readonly JudgedRecord[]): Promise<Stamp[]> {
  const stamps: Stamp[] = []
  for (const signature of container.signatures.filter(({ kind }) => kind === 'timestamp').toReversed()) {
    const { content } = signature
    const document = content === undefined ? undefined : documentOf(content.bytes)
    const existedBy = earliest([...records, ...stamps], signature.name) ?? context.at
    const subject = {
      id: signature.name,
      signatureId: null,
      kind: 'document',
      bytes: signature.bytes,
      imprint: async (name: Parameters<NonNullable<typeof document>['digest']>[0]) => document?.digest(name),
    } as const
    const judgement = withCoverage(await validateTimestamp(context, subject, existedBy), coverageOf(signature))
    stamps.unshift({ signature, judgement })
    if (judgement.proves === undefined) continue
    for (const other of container.signatures.filter(({ name }) => covers(signature, name))) {
      context.evidence.prove(other.bytes, judgement.proves)
      const { proves } = judgement
      tolerated(() => proveSignedData(context, parseSignedData(other.bytes), proves))
    }
  }
  return stamps
}

function withCoverage(judgement: TimestampJudgement, coverage: Conclusion): TimestampJudgement {
  if (coverage.indication === 'TOTAL_PASSED') return judgement
  const { report } = judgement
  return { report: { ...report, indication: coverage.indication, subIndication: coverage.subIndication, messages: [...report.messages, ...coverage.messages] } }
}

function covers(signature: ContainerSignature, name: string): boolean {
  return signature.covered.some((file) => file.name === name && file.digestMatches)
}

function earliest(stamps: readonly Proof[], name: string): Date | undefined {
  const times = stamps.flatMap(({ signature, judgement }) => (judgement.proves !== undefined && covers(signature, name) ? [judgement.proves] : []))
  return times.toSorted((left, right) => left.getTime() - right.getTime())[0]
}

async function judge(context: Context, container: Container, signature: ContainerSignature, stamps: readonly Proof[]): Promise<SignatureJudgement[]> {
  if (signature.kind === 'xades') return [{ report: unsupported(context, signature.name), timestamps: [] }]
  if (signature.kind !== 'cades') return []
  const coverage = together(structure(container), coverageOf(signature))
  const provenBy = earliest(stamps, signature.name)
  const coversWholeFile = container.documents.every(({ name }) => covers(signature, name))
  try {
    const signedData = parseSignedData(signature.bytes)
    const judgements: SignatureJudgement[] = []
    for (const [index, signer] of signedData.signers.entries()) {
      const id = signedData.signers.length === 1 ? signature.name : `${signature.name}#${index + 1}`
      const document =
        signature.content === undefined ? (signedData.content === undefined ? undefined : documentOf(signedData.content)) : documentOf(signature.content.bytes)
      judgements.push(
        await validateSignature(context, {
          id,
          format: 'CAdES',
          signedData,
          signer,
          document,
          coverage,
          coversWholeFile,
          changesAfter: [],
          archived: provenBy !== undefined,
          ...(provenBy === undefined ? {} : { provenBy }),
        }),
      )
    }
    return judgements
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    return [{ report: malformedSignature(context, signature.name, 'CAdES', error.message), timestamps: [] }]
  }
}

/** A list of what is signed that cannot be read, or a container for one document with several, could be read in two ways. */
function structure({ faults }: Container): Conclusion {
  const serious = faults.filter((fault) => fault === 'manifest-unreadable' || fault === 'not-one-document')
  return together(passed(), ...serious.map((detail) => failed('FORMAT_FAILURE', say('container.irregular', { detail }))))
}

/** A manifest is signed; the files that it lists must be the ones it lists. */
function coverageOf({ covered }: ContainerSignature): Conclusion {
  return together(
    passed(),
    ...covered.filter(({ digestMatches }) => !digestMatches).map(({ name }) => failed('HASH_FAILURE', say('container.file-changed', { name }))),
  )
}

function unsupported(context: Context, name: string): SignatureReport {
  return {
    ...malformedSignature(context, name, 'XAdES', ''),
    indication: 'INDETERMINATE',
    subIndication: 'POLICY_PROCESSING_ERROR',
    messages: [say('format.not-supported', { format: 'XAdES' })],
    bestTime: spell(context.at),
  }
}

function messagesAbout(container: Container): Message[] {
  const signed = new Set(container.signatures.flatMap(({ covered }) => covered.map(({ name }) => name)))
  const knowsFiles = container.signatures.some(({ covered }) => covered.length > 0)
  return [
    ...container.faults.map((detail) => say('container.irregular', { detail })),
    ...(knowsFiles ? container.documents.filter(({ name }) => !signed.has(name)).map(({ name }) => say('container.file-not-signed', { name })) : []),
    ...(container.signatures.some((each) => each.kind === 'evidence-record' && !isBinaryRecord(each)) ? [say('evidence-record.present')] : []),
  ]
}
