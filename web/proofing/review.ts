/** What an agent must have answered before an outcome may be given. Pure; the server asks the same. */
import type { Picture, Slot } from './queries.ts'
import { type Checklist, checklistItems, type Judgement, type Outcome } from './staffQueries.ts'

export type Judgements = Readonly<Record<string, Judgement | undefined>>
export type ReviewFault = { readonly name: string; readonly because: 'unticked' | 'unjudged' | 'rejected' | 'reason'; readonly what?: Slot }

/** Accepting wants everything in order; asking again wants every picture judged, so that the applicant hears all at once; refusing wants nothing but a reason. */
export function reviewFaults(outcome: Outcome, pictures: readonly Picture[], judgements: Judgements, checklist: Checklist): readonly ReviewFault[] {
  if (outcome === 'negative') return []
  const ofPictures = pictures.flatMap(({ id, slot }): ReviewFault[] => {
    const judgement = judgements[id]
    const name = `picture-${slot}`
    if (judgement === undefined) return [{ name, because: 'unjudged', what: slot }]
    if (judgement.accepted) return []
    if (outcome === 'positive') return [{ name, because: 'rejected', what: slot }]
    return (judgement.because ?? '').trim() === '' ? [{ name, because: 'reason', what: slot }] : []
  })
  // One line for the whole list: it leads to the first point that is open.
  const open = outcome === 'positive' ? checklistItems.find((item) => !checklist[item]) : undefined
  return [...ofPictures, ...(open === undefined ? [] : [{ name: open, because: 'unticked' } as const])]
}

/** With a refusal, pictures that nobody judged fall under its reason. */
export function judged(pictures: readonly Picture[], judgements: Judgements, refusal: string | undefined): readonly (Judgement & { readonly id: string })[] {
  return pictures.map(({ id }) => ({ id, ...(judgements[id] ?? { accepted: false, because: refusal ?? null }) }))
}
