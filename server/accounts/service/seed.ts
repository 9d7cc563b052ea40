/** People that a deployment starts with: the demonstration's, or the first operator. Does nothing for an address that exists. */
import { randomUUID } from 'node:crypto'
import { audit } from '../../audit/index.ts'
import type { Act, StaffRole } from '../../platform/index.ts'
import { currentTerms, normalEmail, type PersonName } from '../rules.ts'
import { idOfConfirmedEmail, insertAccount, insertConsents, insertEmail } from '../store/accounts.ts'
import { hashPassword } from './passwords.ts'
import { assertPassword, normalPhone } from './register.ts'

export type SeedAccount = {
  readonly email: string
  readonly phone: string
  readonly password: string
  readonly name: Pick<PersonName, 'given' | 'family'> & Partial<PersonName>
  readonly roles?: readonly StaffRole[]
  readonly language: string
}

/** Makes a confirmed account with its personal cabinet; gives back its id, old or new. */
export async function createSeedAccount(act: Act, seed: SeedAccount): Promise<string> {
  const address = normalEmail(seed.email)
  const system = act.asSystem('seed')
  const before = await system.transaction((tx) => idOfConfirmedEmail(tx, address))
  if (before !== undefined) return before
  assertPassword(seed.password)
  const passwordHash = await hashPassword(seed.password)
  return system.transaction(async (tx) => {
    const id = randomUUID()
    const name = { given: seed.name.given, middle: seed.name.middle ?? null, family: seed.name.family }
    await insertAccount(tx, { id, name, phone: normalPhone(seed.phone, seed.language), language: seed.language, passwordHash, roles: seed.roles ?? [] })
    await insertEmail(tx, id, address, act.now)
    await insertConsents(tx, id, currentTerms.version, '')
    await audit.write(tx, 'account.seeded', id, { roles: seed.roles ?? [] })
    return id
  })
}
