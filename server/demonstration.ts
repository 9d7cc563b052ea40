/**
 * The invented people of a demonstration. Their passwords and PINs are made at the first start, kept in the data folder for its owner only,
 * printed by `npm start` and shown on the first page. None is ever shipped, and none exists outside demonstration mode.
 */
import { randomInt } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Routes } from './platform/index.ts'

const person = z.object({
  role: z.enum(['operator', 'agent', 'verifier', 'owner']),
  email: z.string(),
  phone: z.string(),
  password: z.string(),
  pin: z.string().optional(),
  name: z.object({ given: z.string(), family: z.string() }),
  language: z.string(),
  subject: z.object({
    country: z.string(),
    organizationName: z.string().optional(),
    organizationIdentifier: z.string().optional(),
    title: z.string().optional(),
    surname: z.string(),
    givenName: z.string(),
    serialNumber: z.string(),
    commonName: z.string(),
  }),
})
const demonstration = z.object({
  people: z.array(person),
  vouchers: z.object({ person: z.array(z.string()), company: z.array(z.string()), seal: z.array(z.string()) }),
})
export type Demonstration = z.infer<typeof demonstration>
type Person = z.infer<typeof person>

const fileName = 'demonstration.json'

export async function readDemonstration(dataFolder: string): Promise<Demonstration | undefined> {
  const text = await readFile(join(dataFolder, fileName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : demonstration.parse(JSON.parse(text))
}

/** The file is written whole and renamed, so a start that is cut off leaves none or all of it. */
export async function readOrMakeDemonstration(dataFolder: string, makeVouchers: () => Promise<Demonstration['vouchers']>): Promise<Demonstration> {
  const before = await readDemonstration(dataFolder)
  if (before !== undefined) return before
  const made: Demonstration = { people: inventedPeople(), vouchers: await makeVouchers() }
  const path = join(dataFolder, fileName)
  await writeFile(`${path}.part`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  await rename(`${path}.part`, path)
  return made
}

const answer = z.object({
  enabled: z.boolean(),
  people: z.array(z.object({ role: person.shape.role, email: z.string(), password: z.string(), pin: z.string().optional(), name: person.shape.name })),
  vouchers: demonstration.shape.vouchers,
  outboxUrl: z.string(),
})

/** The first page asks for this; outside demonstration mode it says no more than that. */
export const demonstrationRoutes: Routes = async (app) => {
  app.route({
    method: 'GET',
    url: '/api/demonstration',
    config: { access: ['everyone'] },
    schema: { operationId: 'readDemonstration', tags: ['demonstration'], response: { 200: answer } },
    handler: async (request) => {
      const { config } = request.server.platform
      const found = config.COUNTERSIGN_DEMONSTRATION ? await readDemonstration(config.dataFolder) : undefined
      if (found === undefined) return { enabled: false, people: [], vouchers: { person: [], company: [], seal: [] }, outboxUrl: '' }
      return { enabled: true, people: found.people, vouchers: found.vouchers, outboxUrl: '/outbox' }
    },
  })
}

/** Numbers satisfy their checksums and belong to nobody we know of. */
function inventedPeople(): Person[] {
  return [
    invent({ role: 'operator', email: 'operator@demo.countersign.invalid', phone: '+380501110001', given: 'Ольга', family: 'Литвин', number: '3287300012' }),
    invent({ role: 'agent', email: 'agent@demo.countersign.invalid', phone: '+380501110002', given: 'Андрій', family: 'Бондар', number: '3121212343' }),
    {
      ...invent({
        role: 'verifier',
        email: 'verifier@demo.countersign.invalid',
        phone: '+380501110003',
        given: 'Віра',
        family: 'Шевчук',
        number: '3725543200',
      }),
      pin: pin(),
    },
    ownerOf(
      'Acme LLC',
      '41234569',
      invent({ role: 'owner', email: 'owner@demo.countersign.invalid', phone: '+380501110004', given: 'Олег', family: 'Іваненко', number: '3300000001' }),
    ),
  ]
}

function invent(given: { role: Person['role']; email: string; phone: string; given: string; family: string; number: string }): Person {
  const { role, email, phone } = given
  const subject = {
    country: 'UA',
    surname: given.family,
    givenName: given.given,
    serialNumber: `TINUA-${given.number}`,
    commonName: `${given.family} ${given.given}`,
  }
  return { role, email, phone, password: password(), name: { given: given.given, family: given.family }, language: 'uk', subject }
}

function ownerOf(company: string, number: string, owner: Person): Person {
  const subject = { ...owner.subject, organizationName: company, organizationIdentifier: `NTRUA-${number}`, title: 'Директор' }
  return { ...owner, pin: pin(), subject }
}

/** Sixteen letters and digits in groups, of every kind that the policy asks for: 80 bits. */
function password(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `Cs2-${group()}-${group()}-${group()}-${group()}`
}

function pin(): string {
  return randomInt(10_000).toString().padStart(4, '0')
}
