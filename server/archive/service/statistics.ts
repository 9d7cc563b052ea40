/** F7, thin: who did what with a document and when, from the audit log. */
import { audit } from '../../audit/index.ts'
import { readable } from '../../documents/index.ts'
import { NotAllowed, type Act } from '../../platform/index.ts'

export type StatisticsRow = { readonly action: string; readonly at: string; readonly who: string; readonly address: string; readonly userAgent: string }

/** For those with a share in the document that have an account; where from somebody came is the initiator's to know. */
export async function statisticsOf(act: Act, id: string): Promise<StatisticsRow[]> {
  return act.transaction(async (tx) => {
    const document = await readable(tx, id)
    if (act.actor.kind !== 'account') throw new NotAllowed('sign-in-first')
    const isInitiator = act.actor.accountId === document.initiator
    const names = new Map(
      document.participants.flatMap(({ id: own, accountId, name, email }) => [
        [own, name || email] as const,
        ...(accountId === null ? [] : [[accountId, name || email] as const]),
      ]),
    )
    return (await audit.about(tx, id, 1_000)).map(({ action, at, actor, origin, details }) => {
      const participant = typeof details['participant'] === 'string' ? details['participant'] : actor.id
      return {
        action,
        at,
        who: names.get(participant) ?? names.get(actor.id) ?? '',
        address: isInitiator ? (origin?.address ?? '') : '',
        userAgent: isInitiator ? (origin?.userAgent ?? '') : '',
      }
    })
  })
}
