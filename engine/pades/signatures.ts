/**
 * The signatures of a PDF, each with what it covers and what happened after it. Says nothing about the CMS: that is for validation.
 * Every fault listed here means that the signature does not say what a reader would believe it says.
 */
import { createDigest, type DigestName } from '../algorithms/index.ts'
import { readFirst } from '../asn1/index.ts'
import { MalformedError } from '../errors.ts'
import {
  as,
  asSource,
  forEachSlice,
  integerOf,
  nameOf,
  openPdf,
  readFields,
  textOf,
  type FormField,
  type Pdf,
  type PdfDictionary,
  type PdfString,
} from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import { changesBetween, type PdfChange } from './differences/index.ts'
import { parsePdfDate } from './date.ts'

export type PdfSignatureFault =
  | 'contents-missing'
  | 'contents-empty'
  | 'byte-range-malformed'
  | 'byte-range-not-from-start'
  | 'byte-range-gap'
  | 'byte-range-end'
  | 'dictionary-ambiguous'
  | 'dictionary-replaced'
  | 'revisions-unclear'

export type PdfSignature = {
  readonly fieldName: string
  readonly type: string | undefined
  readonly subFilter: string | undefined
  /** The CMS alone, without the padding behind it; empty where there is none. */
  readonly cms: Uint8Array
  /** The whole /Contents string. */
  readonly contents: Uint8Array
  readonly byteRange: readonly number[]
  /** Empty for a sound signature. */
  readonly faults: readonly PdfSignatureFault[]
  /** Number of the revision that was signed, counted from the oldest, 0. */
  readonly revision: number | undefined
  readonly coversWholeFile: boolean
  readonly changesAfter: readonly PdfChange[]
  readonly claimedTime: Date | undefined
  readonly reason: string | undefined
  readonly location: string | undefined
  readonly signerName: string | undefined
  /** Digest of the covered bytes; of nothing where the ByteRange is at fault. */
  coveredDigest(name: DigestName): Promise<Uint8Array>
}

export async function listPdfSignatures(input: Uint8Array | ByteSource, options: { readonly password?: string } = {}): Promise<PdfSignature[]> {
  return signaturesOf(await openPdf(asSource(input), options))
}

/** The same of a file that is open already. */
export async function signaturesOf(pdf: Pdf): Promise<PdfSignature[]> {
  const signatures: PdfSignature[] = []
  const known: KnownChanges = new Map()
  for (const field of await readFields(pdf.view)) {
    const dictionary = field.type === 'Sig' ? as('dictionary', await pdf.view.resolve(field.value)) : undefined
    if (dictionary !== undefined) signatures.push(await examine(pdf, field, dictionary, known))
  }
  // In the order they were made; those whose place is unknown come last.
  return signatures.toSorted((left, right) => endOf(left) - endOf(right))
}

function endOf({ byteRange, faults }: PdfSignature): number {
  return faults.includes('byte-range-malformed') ? Number.POSITIVE_INFINITY : (byteRange[2] ?? 0) + (byteRange[3] ?? 0)
}

async function examine(pdf: Pdf, field: FormField, dictionary: PdfDictionary, known: KnownChanges): Promise<PdfSignature> {
  const { source, view } = pdf
  const faults = new Set<PdfSignatureFault>()
  if (dictionary.ambiguous === true) faults.add('dictionary-ambiguous')
  if (pdf.misdirected) faults.add('revisions-unclear')
  // Direct, or it could not be the gap (§12.8.1).
  const contents = as('string', dictionary.entries.get('Contents'))
  if (contents === undefined || contents.bytes.length === 0) faults.add('contents-missing')
  else if (contents.bytes.every((byte) => byte === 0)) faults.add('contents-empty')
  const items = as('array', await view.get(dictionary, 'ByteRange'))?.items ?? []
  const byteRange = items.map((item) => integerOf(item) ?? -1)
  for (const fault of rangeFaults(byteRange, contents, source.size)) faults.add(fault)
  const [, length = 0, second = 0, secondLength = 0] = byteRange
  const end = second + secondLength
  const sound = !faults.has('byte-range-malformed')
  const revision = sound ? await signedRevision(pdf, end) : undefined
  if (sound && revision === undefined) faults.add('byte-range-end')
  if (revision !== undefined && !(await standsIn(pdf, revision, field, contents))) faults.add('dictionary-replaced')
  const text = async (key: string): Promise<string | undefined> => {
    const string = as('string', await view.get(dictionary, key))
    return string === undefined ? undefined : textOf(string)
  }
  const rest = sound ? await restOf(source, end) : 'bytes'
  const changes = revision === undefined ? [] : await changesAfter(pdf, revision, known)
  return {
    fieldName: field.name,
    type: nameOf(await view.get(dictionary, 'Type')),
    subFilter: nameOf(await view.get(dictionary, 'SubFilter')),
    cms: firstElement(contents),
    contents: contents?.bytes ?? new Uint8Array(0),
    byteRange,
    faults: [...faults],
    revision,
    coversWholeFile: sound && revision === pdf.revisions.length - 1 && rest !== 'bytes',
    changesAfter: revision === pdf.revisions.length - 1 && rest === 'bytes' ? [...changes, { kind: 'trailing-bytes', permitted: false }] : changes,
    claimedTime: parsePdfDate(await text('M')),
    reason: await text('Reason'),
    location: await text('Location'),
    signerName: await text('Name'),
    async coveredDigest(name) {
      const running = createDigest(name)
      if (sound) {
        await forEachSlice(source, 0, length, (slice) => running.update(slice))
        await forEachSlice(source, second, end, (slice) => running.update(slice))
      }
      return running.finish()
    },
  }
}

/** The four integers, the start, and the gap, which must be this /Contents token and nothing else. */
function rangeFaults(range: readonly number[], contents: PdfString | undefined, size: number): PdfSignatureFault[] {
  const [start = -1, length = -1, second = -1, secondLength = -1] = range
  if (range.length !== 4 || range.some((value) => value < 0) || length > second || second + secondLength > size) return ['byte-range-malformed']
  const faults: PdfSignatureFault[] = start === 0 ? [] : ['byte-range-not-from-start']
  const exact = contents?.hexadecimal === true && contents.start === length && contents.end === second
  return exact ? faults : [...faults, 'byte-range-gap']
}

async function signedRevision(pdf: Pdf, end: number): Promise<number | undefined> {
  const newest = pdf.revisions.length - 1
  if (end === pdf.source.size) return newest
  const index = pdf.revisions.findIndex(({ ends }) => ends.includes(end))
  if (index < 0) return undefined
  // Sections of a signed revision cannot stand behind its end.
  const inside = pdf.revisions.slice(0, index + 1).every(({ sections }) => sections.every((section) => section.end <= end && (section.hidden?.end ?? 0) <= end))
  return inside ? index : undefined
}

/** The dictionary that is shown now must be the one that was in the signed revision. */
async function standsIn(pdf: Pdf, revision: number, field: FormField, contents: PdfString | undefined): Promise<boolean> {
  if (revision === pdf.revisions.length - 1) return true
  try {
    const then = as('dictionary', await pdf.viewAt(revision).resolve(field.value))
    return as('string', then?.entries.get('Contents'))?.start === contents?.start && contents !== undefined
  } catch (error) {
    if (error instanceof MalformedError) return false
    throw error
  }
}

/** By revision: a thousand signatures over one revision cost one comparison. */
type KnownChanges = Map<number, Promise<PdfChange[]>>

function changesAfter(pdf: Pdf, revision: number, known: KnownChanges): Promise<PdfChange[]> {
  if (revision === pdf.revisions.length - 1) return Promise.resolve([])
  const found =
    known.get(revision) ??
    changesBetween(
      pdf.viewAt(revision),
      pdf.view,
      pdf.revisions.slice(revision + 1).flatMap(({ sections }) => sections),
    )
  known.set(revision, found)
  return found
}

/** Line ends that a transfer put behind the last revision are nothing; anything else is something, other white space too. */
async function restOf(source: ByteSource, end: number): Promise<'nothing' | 'line ends' | 'bytes'> {
  if (end === source.size) return 'nothing'
  const rest = await source.read(end, Math.min(source.size, end + 64))
  return source.size - end <= 64 && rest.every((octet) => octet === 0x0a || octet === 0x0d) ? 'line ends' : 'bytes'
}

/** §12.8.3.3.1: /Contents is as long as was reserved, so the CMS is followed by zeros. */
function firstElement(contents: PdfString | undefined): Uint8Array {
  if (contents === undefined) return new Uint8Array(0)
  try {
    return contents.bytes.subarray(0, readFirst(contents.bytes, { rules: 'BER' }).end)
  } catch (error) {
    if (error instanceof MalformedError) return contents.bytes
    throw error
  }
}
