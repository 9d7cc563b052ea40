/** Where a new document lands: the cabinet that the person works in, or their personal one. */
import { NotAllowed, type Tx } from '../platform/index.ts'

/** A personal cabinet's id is its owner's account. */
export function cabinetForNew(tx: Tx, given: string | undefined): string {
  const { actor } = tx.act
  if (actor.kind !== 'account') throw new NotAllowed('sign-in-first')
  const here = actor.cabinetId ?? actor.accountId
  const wanted = given ?? here
  // The session's cabinet was checked when it was chosen; another company's must be switched to first.
  if (wanted !== here && wanted !== actor.accountId) throw new NotAllowed('cabinet.not-yours')
  return wanted
}
