/** A demonstration's companies: made without a certificate, which the seed issues afterwards. */
import { randomUUID } from 'node:crypto'
import { audit } from '../../audit/index.ts'
import type { Act } from '../../platform/index.ts'
import type { Company, Holder, Role } from '../rules.ts'
import { companyByNumber, insertCompany, insertMembership } from '../store.ts'

export type SeedCompany = {
  readonly company: Company
  readonly holder?: Holder
  readonly people: readonly { readonly accountId: string; readonly role: Role }[]
}

/** Idempotent by the company's number; gives back the cabinet's id, old or new. */
export async function createSeedCompany(act: Act, seed: SeedCompany): Promise<string> {
  return act.asSystem('seed').transaction(async (tx) => {
    const { company, people } = seed
    const before = await companyByNumber(tx, company.country, company.number)
    if (before !== undefined) return before
    if (!people.some(({ role }) => role === 'owner')) throw new Error('a company needs an owner')
    const id = randomUUID()
    await insertCompany(tx, { id, holder: seed.holder ?? 'legal-entity', company, certificateSha256: null })
    for (const person of people) await insertMembership(tx, { cabinetId: id, ...person })
    await audit.write(tx, 'cabinet.seeded', id, { number: company.number })
    return id
  })
}
