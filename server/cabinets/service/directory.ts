/** What other domains ask about cabinets. These work inside any act: they show names, numbers and roles, and change nothing. */
import type { Tx } from '../../platform/index.ts'
import type { Cabinet, Membership, Role } from '../rules.ts'
import { cabinetCards, membershipsOf } from '../store.ts'

export async function findCabinet(tx: Tx, id: string): Promise<Cabinet | undefined> {
  return (await cabinetCards(tx, [id]))[0]
}

export async function membershipOf(tx: Tx, accountId: string, cabinetId: string): Promise<Membership | undefined> {
  return (await membershipsOf(tx, accountId)).find((membership) => membership.cabinetId === cabinetId)
}

/** Every account has one; its id is the account's. */
export async function personalCabinetOf(tx: Tx, accountId: string): Promise<Cabinet> {
  const cabinet = await findCabinet(tx, accountId)
  if (cabinet === undefined) throw new Error(`account ${accountId} has no personal cabinet`)
  return cabinet
}

/** The personal cabinet first, then companies in the order in which the account came to them. */
export async function cabinetsOf(tx: Tx, accountId: string): Promise<(Cabinet & { readonly role: Role })[]> {
  const memberships = await membershipsOf(tx, accountId)
  const cards = new Map(
    (
      await cabinetCards(
        tx,
        memberships.map(({ cabinetId }) => cabinetId),
      )
    ).map((card) => [card.id, card]),
  )
  const found = memberships.flatMap(({ cabinetId, role }) => {
    const card = cards.get(cabinetId)
    return card === undefined ? [] : [{ ...card, role }]
  })
  return found.toSorted((one, other) => Number(other.kind === 'personal') - Number(one.kind === 'personal'))
}
