/**
 * What a new deployment starts with: an authority, products, and in demonstration mode some invented people.
 * Idempotent: runs at every start, makes only what is missing, and goes on where a start that was cut off stopped.
 */
import { closeCeremony, holdCeremony, renewRevocationLists } from './authority/index.ts'
import { makeVouchers, offerProduct, type Product } from './catalogue/index.ts'
import { createSeedAccount } from './accounts/index.ts'
import { createSeedCompany } from './cabinets/index.ts'
import { certifySeedHolder } from './certificates/index.ts'
import { readOrMakeDemonstration, type Demonstration } from './demonstration.ts'
import { Act, type Platform } from './platform/index.ts'

const products: readonly Product[] = [
  { id: 'person', holder: 'person', keys: ['cloud', 'file'], validityDays: 365, price: { minor: 39_900, currency: 'UAH' } },
  { id: 'company', holder: 'company', keys: ['cloud', 'file'], validityDays: 365, price: { minor: 79_900, currency: 'UAH' } },
  { id: 'seal', holder: 'seal', keys: ['cloud', 'file'], validityDays: 365, price: { minor: 99_900, currency: 'UAH' } },
]

export async function seed(platform: Platform): Promise<Demonstration | undefined> {
  const act = new Act(platform, { kind: 'system', job: 'seed' })
  const ceremonyOpen = await holdCeremony(platform)
  // An act of its own, later than the ceremony's: a list that is older than its signer's certificate is refused by every reader.
  await renewRevocationLists(new Act(platform, { kind: 'system', job: 'seed' }))
  await act.transaction(async (tx) => {
    for (const product of products) await offerProduct(tx, product)
  })
  if (!platform.config.COUNTERSIGN_DEMONSTRATION) {
    if (ceremonyOpen)
      process.stderr.write('The key ceremony is open: until a first verifier is enrolled and it is closed, this process alone can issue certificates.\n')
    return undefined
  }
  return seedDemonstration(platform, act, ceremonyOpen)
}

async function seedDemonstration(platform: Platform, act: Act, ceremonyOpen: boolean): Promise<Demonstration> {
  const demonstration = await readOrMakeDemonstration(platform.config.dataFolder, async () => {
    const expiresAt = new Date(act.now.getTime() + 365 * 86_400_000)
    const codes = async (productId: string): Promise<string[]> => makeVouchers(act, { productId, name: 'demonstration', count: 10, expiresAt })
    return { person: await codes('person'), company: await codes('company'), seal: await codes('seal') }
  })
  for (const person of demonstration.people) {
    const accountId = await createSeedAccount(act, { ...person, roles: person.role === 'owner' ? [] : [person.role] })
    if (person.pin === undefined || !ceremonyOpen) continue
    const certificate = await certifySeedHolder(act, { accountId, subject: person.subject, pin: person.pin })
    if (person.role === 'owner') await createSeedCompany(act, { company: companyOf(person), people: [{ accountId, role: 'owner' }] })
    else await enrolVerifier(platform, accountId, certificate)
  }
  if (ceremonyOpen) await closeCeremony(platform)
  return demonstration
}

function companyOf({ subject }: Demonstration['people'][number]): { country: string; scheme: string; number: string; name: string } {
  return {
    country: subject.country,
    scheme: 'NTR',
    number: (subject.organizationIdentifier ?? '').replace(/^NTRUA-/, ''),
    name: subject.organizationName ?? '',
  }
}

async function enrolVerifier(platform: Platform, person: string, certificate: Uint8Array): Promise<void> {
  const answer = await platform.vault.import({ what: 'verifier', person, certificate })
  if (!answer.ok) throw new Error(`the vault did not enrol the verifier: ${answer.because}`)
}
