/** A report in the few words that most readers need. Pure; the words themselves are in locales/<language>/verify.json. */
import type { Verdict } from '../ui/Seal.tsx'
import type { StateTone } from '../ui/StateWord.tsx'
import { readSubject } from './subjectName.ts'
import type { Report, SignatureReport } from './report.ts'

export type Tone = Verdict
export type Indication = SignatureReport['indication']
export type Summary = {
  readonly tone: Tone
  /** A key under `verdict` with `count`. */
  readonly title: 'none' | 'good' | 'uncertain' | 'bad' | 'someBad'
  readonly count: number
  readonly bad: number
  /** Whose seal stands beside the words. */
  readonly fingerprint: string | undefined
  readonly names: readonly string[]
  /** The moment since when nothing has changed: the latest signature's. */
  readonly since: string | undefined
}

const toneOfIndication: Readonly<Record<Indication, Tone>> = { TOTAL_PASSED: 'good', INDETERMINATE: 'wait', TOTAL_FAILED: 'bad' }

export const toneOf = (part: { readonly indication: Indication }): Tone & StateTone => toneOfIndication[part.indication]

/** A file of no known kind is reported as one unreadable signature; to a person there simply is none. */
export function signaturesIn(report: Report): readonly SignatureReport[] {
  return report.signatures.filter((each) => !each.messages.some((message) => message.code === 'format.unknown'))
}

export function summarise(report: Report): Summary {
  const signatures = signaturesIn(report)
  const count = signatures.length
  const worst = signatures.find((each) => each.indication === 'TOTAL_FAILED') ?? signatures.find((each) => each.indication === 'INDETERMINATE') ?? signatures[0]
  const bad = signatures.filter((each) => each.indication === 'TOTAL_FAILED').length
  const times = signatures.map((each) => each.bestTime).toSorted()
  const common = {
    count,
    bad,
    fingerprint: worst?.signer?.sha256,
    names: [...new Set(signatures.flatMap((each) => (each.signer === null ? [] : [readSubject(each.signer.subject).headline])))],
    since: times.at(-1),
  }
  if (count === 0) return { ...common, tone: report.timestamps.length > 0 && report.verdict === 'passed' ? 'good' : 'wait', title: 'none' }
  if (report.verdict === 'passed') return { ...common, tone: 'good', title: 'good' }
  if (report.verdict === 'indeterminate') return { ...common, tone: 'wait', title: 'uncertain' }
  return { ...common, tone: 'bad', title: bad > 0 && bad < count ? 'someBad' : 'bad' }
}

/** Why it is not good: the errors of what is worst, most telling first; for a file without signatures, of the file. */
export function reasons(report: Report): SignatureReport['messages'] {
  const failing = report.signatures.filter((each) => each.indication === (report.verdict === 'failed' ? 'TOTAL_FAILED' : 'INDETERMINATE'))
  const messages = [...report.messages, ...failing.flatMap((each) => each.messages)].filter((message) => message.severity === 'error')
  return messages.filter((message, index) => messages.findIndex((other) => other.text === message.text) === index).slice(0, 3)
}

export const lacksDocument = (report: Report): boolean => report.signatures.some((each) => each.messages.some((message) => message.code === 'document.missing'))
