import { hasRole, NotAllowed, type Actor } from '../platform/index.ts'

/** Operators read the whole log. Everybody else sees the history of their own things, through the domains that own them. */
export function authoriseReading(actor: Actor): void {
  if (!hasRole(actor, 'operator')) throw new NotAllowed()
}
