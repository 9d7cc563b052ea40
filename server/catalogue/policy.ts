import { hasRole, NotAllowed, type Actor } from '../platform/index.ts'

/** Operators make vouchers; nobody else does. */
export function authoriseVouchers(actor: Actor): void {
  if (!hasRole(actor, 'operator')) throw new NotAllowed()
}
