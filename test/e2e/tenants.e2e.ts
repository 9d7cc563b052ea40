/**
 * Row-level security, proven on a database full of other people's data: under the server's own role, whoever acts as somebody else sees
 * nothing of it, in any table. And no table that belongs to somebody is without it.
 */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSuperuser, databaseName, withDatabase } from '../../scripts/postgres-roles.ts'
import { runningPostgresUrl, superuser } from '../../scripts/postgres.ts'
import { readSecrets } from '../../scripts/secrets.ts'
import { startCountersign, type Countersign } from '../countersign.ts'
import { demonstration, freshContact, registered, signIn } from '../road.ts'
import { cloudSigner, completed, onePagePdf, sent, signed } from '../signing.ts'

/** Columns that say whose a row is. */
const owners = ['account_id', 'cabinet_id', 'document_id']
/** Full after the walk below; a table that is not here may be empty, and then proves nothing. */
const filled = [
  'account',
  'account_email',
  'archive',
  'cabinet',
  'consent',
  'document',
  'document_view',
  'holder_key',
  'membership',
  'message',
  'one_time_link',
  'participant',
  'pdf_revision',
  'session',
  'signature',
  'signature_evidence',
  'voucher',
]

let countersign: Countersign
let guarded: readonly string[]
beforeAll(async () => {
  countersign = await startCountersign()
  const { origin } = countersign
  const owner = await signIn(origin, 'owner')
  const contact = freshContact()
  const observer = await registered(origin, contact)
  const { vouchers } = await demonstration(origin)
  await observer.post('/api/applications', { voucherCode: vouchers.person[0] })
  const { account } = await owner.get<{ account: { email: string } }>('/api/session')
  const document = await sent(owner, 'contract.pdf', onePagePdf(), [
    { email: account.email, role: 'signer' },
    { email: contact.email, role: 'observer' },
  ])
  await signed(owner, document, await cloudSigner(owner, owner.pin))
  await completed(owner, document)
  await owner.bytes(`/api/documents/${document}/archive`)
  guarded = await namesOf(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relrowsecurity order by 1`)
})
afterAll(() => countersign.remove())

describe('row-level security', () => {
  it('is forced upon every table whose rows belong to somebody', async () => {
    const unguarded = await namesOf(
      `select distinct c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attname = any ($1) and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`,
      [owners],
    )
    expect(unguarded).toEqual([])
  })

  it('has no table whose guard the owner of the table walks past', async () => {
    expect(await namesOf(`select relname as name from pg_class where relname = any ($1) and not relforcerowsecurity`, [guarded])).toEqual([])
  })

  it('binds the role of the server: no superuser, no way past', async () => {
    const found = await asServer({}, (client) => client.query('select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user'))
    expect(found.rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }])
  })

  it('is tried on tables that are full', async () => {
    expect(guarded).toEqual(expect.arrayContaining(filled))
    for (const table of filled) expect(await asServer({ actor: 'system' }, (client) => countOf(client, table)), table).toBeGreaterThan(0)
  })

  it.each([
    ['a stranger with an account', { actor: 'account', account: randomUUID() }],
    ['a guest of another document', { actor: 'guest', participant: randomUUID() }],
    ['nobody', { actor: 'nobody' }],
    ['somebody who forgot to say who they are', {}],
    ['an account that says it is the system in the wrong place', { actor: 'account', account: randomUUID(), staff: 'system' }],
  ])('shows nothing of any of them to %s', async (_who, actor) => {
    const seen = await asServer(actor, async (client) => {
      const counts: Record<string, number> = {}
      for (const table of guarded) {
        const count = await countOf(client, table)
        if (count > 0) counts[table] = count
      }
      return counts
    })
    expect(seen).toEqual({})
  })

  it('lets nobody change what they do not see', async () => {
    const changed = await asServer({ actor: 'account', account: randomUUID() }, async (client) => {
      const document = await client.query(`update document set name = 'mine'`)
      const membership = await client.query(`update membership set role = 'owner'`)
      return [document.rowCount, membership.rowCount]
    })
    expect(changed).toEqual([0, 0])
  })

  it('keeps the server out of the vault', async () => {
    await expect(asServer({ actor: 'system' }, (client) => client.query('select * from vault.key'))).rejects.toThrow('permission denied')
  })
})

type Acting = { readonly actor?: string; readonly account?: string; readonly participant?: string; readonly staff?: string }

/** In a transaction as server/platform/act.ts opens it. */
async function asServer<T>(acting: Acting, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: urlOf('countersign_server', 'databaseServer') })
  await client.connect()
  try {
    await client.query('begin')
    for (const [name, value] of Object.entries(acting)) await client.query('select set_config($1, $2, true)', [`countersign.${name}`, value])
    return await work(client)
  } finally {
    await client.end()
  }
}

async function countOf(client: Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${client.escapeIdentifier(table)}`)
  return rows[0]?.count ?? 0
}

async function namesOf(statement: string, values: readonly unknown[] = []): Promise<string[]> {
  return asSuperuser(urlOf(superuser, 'databaseSuperuser'), async (client) =>
    (await client.query<{ name: string }>(statement, [...values])).rows.map(({ name }) => name),
  )
}

function urlOf(name: string, secret: 'databaseServer' | 'databaseSuperuser'): string {
  const { dataDirectory } = countersign
  return withDatabase(runningPostgresUrl(dataDirectory, { name, password: readSecrets(dataDirectory)[secret] }), databaseName)
}
