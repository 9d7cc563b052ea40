/** One row of the list in one state word. The same counting stands in the detail. Pure. */
import type { StateMark, StateTone } from '../ui/StateWord.tsx'
import { allHaveActed, hasActed, type ListedDocument, type Participant } from './queries.ts'

export type CountedAct = 'approved' | 'signed' | 'acknowledged'
export type Count = { readonly act: CountedAct; readonly done: number; readonly count: number }

const counted = [
  { role: 'signer', act: 'signed' },
  { role: 'approver', act: 'approved' },
  { role: 'acknowledger', act: 'acknowledged' },
] as const

/** Signatures are what counts; where none are asked for, approvals, and else acknowledgements. */
export function countOf(participants: readonly Pick<Participant, 'role' | 'state'>[]): Count | undefined {
  for (const { role, act } of counted) {
    const asked = participants.filter((participant) => participant.role === role)
    if (asked.length > 0) return { act, done: asked.filter(hasActed).length, count: asked.length }
  }
  return undefined
}

export type ListState = { readonly tone: StateTone; readonly mark: StateMark; readonly key: string; readonly values: Readonly<Record<string, string | number>> }

export function listState(
  document: Pick<ListedDocument, 'state' | 'needsMe'> & { readonly participants: readonly Pick<Participant, 'role' | 'state' | 'name' | 'email'>[] },
): ListState {
  const { state, needsMe, participants } = document
  const say = (tone: StateTone, mark: StateMark, key: string, values: ListState['values'] = {}): ListState => ({ tone, mark, key, values })
  switch (state) {
    case 'draft':
      return say('calm', 'open', 'draft')
    case 'completed':
      return say('good', 'full', 'completed')
    case 'declined': {
      const decliner = participants.find((participant) => participant.state === 'declined')
      return decliner === undefined ? say('bad', 'cross', 'declined') : say('bad', 'cross', 'declinedBy', { name: decliner.name || decliner.email })
    }
    case 'expired':
      return say('bad', 'clock', 'expired')
    case 'recalled':
    case 'voided':
    case 'discarded':
      return say('calm', 'cross', state)
    case 'open': {
      if (needsMe) return say('wait', 'clock', 'yours')
      const count = countOf(participants)
      if (allHaveActed({ participants }) || count === undefined) return say('wait', 'half', 'finishing')
      return say('wait', count.done === 0 ? 'open' : 'half', count.act, { done: count.done, count: count.count })
    }
  }
}
