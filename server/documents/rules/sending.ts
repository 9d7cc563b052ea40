/** What a document needs before it goes out (F3). */
import type { Document } from './document.ts'

export type SendingDecision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly because: 'not-a-draft' | 'nobody-asked-to-act' | 'participant-twice' | 'deadline-has-passed' }

export function decideSending(
  document: Pick<Document, 'state' | 'participants'>,
  options: { readonly deadline: Date | null; readonly now: Date },
): SendingDecision {
  if (document.state !== 'draft') return { kind: 'refused', because: 'not-a-draft' }
  if (!document.participants.some((participant) => participant.role !== 'observer')) return { kind: 'refused', because: 'nobody-asked-to-act' }
  if (hasTwice(document.participants.map((participant) => `${participant.role} ${participant.email.toLowerCase()}`)))
    return { kind: 'refused', because: 'participant-twice' }
  if (options.deadline !== null && options.deadline <= options.now) return { kind: 'refused', because: 'deadline-has-passed' }
  return { kind: 'allowed' }
}

/** A reminder more often than this is a nuisance. */
export const reminderPauseMilliseconds = 60 * 60 * 1000

function hasTwice(texts: readonly string[]): boolean {
  return new Set(texts).size !== texts.length
}
