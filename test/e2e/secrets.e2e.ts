/** The secrets of people are nowhere: not in what the processes print, not in any table, not in any byte of the data folder. */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSuperuser, databaseName, withDatabase } from '../../scripts/postgres-roles.ts'
import { runningPostgresUrl, superuser } from '../../scripts/postgres.ts'
import { readSecrets } from '../../scripts/secrets.ts'
import { startCountersign, type Countersign } from '../countersign.ts'
import { ApiProblem } from '../person.ts'
import { agreed, applied, approved, cloudKeyMade, demonstration, fileKeyMade, freshContact, password, recommended, registered, signIn } from '../road.ts'
import { cloudSigner, completed, fileSigner, onePagePdf, sent, signed } from '../signing.ts'

const pin = 'Pin-of-Olena-73914'
const wrongPin = 'Wrong-Pin-of-Olena-20586'
const filePassword = 'File-Password-of-Olena-1'
const text = 'Words-that-only-the-signers-read'

let countersign: Countersign
let secrets: Readonly<Record<string, string>>
/** No secret, so it is kept: what finds it would find a secret too. */
let kept: string
beforeAll(async () => {
  countersign = await startCountersign({ environment: { LOG_LEVEL: 'trace' } })
  const { origin } = countersign
  const contact = freshContact()
  const applicant = await registered(origin, contact)
  kept = contact.email
  const { vouchers } = await demonstration(origin)
  const id = await applied(applicant, vouchers.person[0] ?? '', { surname: 'Коваленко', givenName: 'Олена', number: { kind: 'rnokpp', value: '3287300012' } })
  await recommended(await signIn(origin, 'agent'), id)
  await approved(await signIn(origin, 'verifier'), id)
  await agreed(applicant, id, contact.phone)
  await cloudKeyMade(applicant, id, pin)
  const { file } = await fileKeyMade(applicant, id, pin, filePassword)
  const wrong: unknown = await (await cloudSigner(applicant, wrongPin)).sign([new Uint8Array(1)]).catch((error: unknown) => error)
  expect(wrong).toBeInstanceOf(ApiProblem)
  for (const signer of [await cloudSigner(applicant, pin), await fileSigner(file, filePassword)]) {
    const contents = new TextEncoder().encode(`${new TextDecoder().decode(onePagePdf())}% ${text}\n`)
    const document = await sent(applicant, 'contract.pdf', contents, [{ email: contact.email, role: 'signer' }])
    await signed(applicant, document, signer)
    await completed(applicant, document)
  }
  const session = applicant.cookie.replace('session=', '')
  secrets = { pin, 'wrong pin': wrongPin, password, 'password of the file key': filePassword, session, 'text of the document': text }
})
afterAll(() => countersign.remove())

describe('the secrets of a person', () => {
  it('are not among what the processes print, however much they are asked to', () => {
    expect(countersign.output().length).toBeGreaterThan(1000)
    expect(foundIn(countersign.output())).toEqual([])
  })

  it('are in no table, neither as text nor inside bytes', async () => {
    const { dataDirectory } = countersign
    const url = runningPostgresUrl(dataDirectory, { name: superuser, password: readSecrets(dataDirectory).databaseSuperuser })
    await asSuperuser(withDatabase(url, databaseName), async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
      )
      expect(tables.length).toBeGreaterThan(40)
      const keeping: string[] = []
      for (const { name } of tables) {
        const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
        const contents = rows.map(({ row }) => row).join('\n')
        expect(foundIn(contents), name).toEqual([])
        if (contents.includes(kept)) keeping.push(name)
      }
      expect(keeping).toContain('public.account_email')
    })
  })

  it('are in no file of the data folder: not in the log of the database, not in storage', () => {
    const filesWith = (wanted: string): string => spawnSync('grep', ['-rlaF', '-e', wanted, countersign.dataDirectory], { encoding: 'utf8' }).stdout
    expect(filesWith(kept)).toContain('postgres')
    for (const [what, secret] of Object.entries(secrets)) expect(filesWith(secret), what).toBe('')
  })
})

/** As it is, in hexadecimal as PostgreSQL shows bytes, and in base64. */
function foundIn(text: string): string[] {
  const bytes = (secret: string): Buffer => Buffer.from(secret)
  return Object.entries(secrets).flatMap(([what, secret]) =>
    [secret, bytes(secret).toString('hex'), bytes(secret).toString('base64').replace(/=+$/, ''), bytes(secret).toString('base64url')].some((form) =>
      text.includes(form),
    )
      ? [what]
      : [],
  )
}
