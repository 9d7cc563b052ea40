/** Who may do what in a cabinet, as sentences. */
import { NotAllowed, NotFound } from '../platform/index.ts'
import { decidesOver, levels, type Membership, type Role } from './rules.ts'

/** To anyone else the cabinet does not exist. */
export function assertMember(membership: Membership | undefined): asserts membership is Membership {
  if (membership === undefined) throw new NotFound('cabinet')
}

export function assertSeesPeople(membership: Membership): void {
  if (!levels[membership.role].seesPeople) throw new NotAllowed('cabinet.administrators-only')
}

export function assertDecidesOver(membership: Membership, role: Role): void {
  if (!decidesOver(membership.role, role)) throw new NotAllowed(role === 'user' ? 'cabinet.administrators-only' : 'cabinet.owners-only')
}
