/**
 * The golden path leaves its whole story in the audit log, and `countersign audit verify` answers for it while Countersign runs.
 * A Countersign of its own: its log is tampered with.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { digest } from '@countersign/engine/algorithms'
import { toBase64 } from '@countersign/engine/bytes'
import { prepareCades } from '@countersign/engine/cades'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withDatabase, asSuperuser, databaseName } from '../../scripts/postgres-roles.ts'
import { runningPostgresUrl, superuser } from '../../scripts/postgres.ts'
import { readSecrets } from '../../scripts/secrets.ts'
import { startCountersign, type Countersign } from '../countersign.ts'
import type { Person } from '../person.ts'
import { agreed, applied, approved, cloudKeyMade, demonstration, fileKeyMade, freshContact, recommended, registered, signIn } from '../road.ts'
import { cloudSigner, completed, fileSigner, onePagePdf, sent, signed, type Signer } from '../signing.ts'

const root = join(import.meta.dirname, '..', '..')
const pin = '4711'
const filePassword = 'File-Password-1'
const company = { name: 'ТОВ «Ромашка»', number: { kind: 'edrpou', value: '32855961' } }

let countersign: Countersign
beforeAll(async () => {
  countersign = await startCountersign()
})
afterAll(() => countersign.remove())

describe('the audit log of the golden path', () => {
  it('has a row for each step, in the order in which they happened', async () => {
    const { origin } = countersign
    const contact = freshContact()
    const applicant = await registered(origin, contact)
    const { vouchers } = await demonstration(origin)
    const person = { surname: 'Коваленко', givenName: 'Олена', number: { kind: 'rnokpp', value: '3287300012' } }
    const application = await applied(applicant, vouchers.company[0] ?? '', { ...person, company })
    await recommended(await signIn(origin, 'agent'), application)
    await approved(await signIn(origin, 'verifier'), application)
    await agreed(applicant, application, contact.phone)
    await cloudKeyMade(applicant, application, pin)
    const { file } = await fileKeyMade(applicant, application, pin, filePassword)
    const keys = { cloud: await cloudSigner(applicant, pin), file: await fileSigner(file, filePassword) }
    await cabinetOpened(applicant, keys.file)

    const approver = await registered(origin, freshContact())
    const { email: approverEmail } = await accountOf(approver)
    const owner = await signIn(origin, 'owner')
    const document = await sent(applicant, 'contract.pdf', onePagePdf(), [
      { email: approverEmail, role: 'approver', order: 1 },
      { email: contact.email, role: 'signer', order: 1 },
      { email: (await accountOf(owner)).email, role: 'signer', order: 2 },
    ])
    await approver.post(`/api/documents/${document}/approvals`)
    await signed(applicant, document, keys.file)
    await signed(owner, document, await cloudSigner(owner, owner.pin))
    await completed(applicant, document)
    await applicant.bytes(`/api/documents/${document}/archive`)

    const applicantId = (await accountOf(applicant)).id
    expect(await actionsAbout(applicantId)).toEqual(inOrder('account.registered', 'account.email-confirmed', 'identity.linked'))
    expect(await actionsAbout(application)).toEqual(
      inOrder('application.opened', 'application.picture-added', 'application.submitted', 'application.taken', 'application.reviewed', 'application.decided'),
    )
    expect(await actionsAbout(application)).toEqual(
      inOrder('application.decided', 'agreement.prepared', 'agreement.code-sent', 'agreement.signed', 'application.issued'),
    )
    expect(await actionsAbout(document)).toEqual(
      inOrder('document.added', 'document.participants-set', 'document.sent', 'document.approved', 'document.signed', 'signature.raised', 'document.completed'),
    )
    expect(await actionsAbout(document)).toEqual(inOrder('document.completed', 'archive.downloaded'))
    expect((await actionsAbout(document)).filter((action) => action === 'document.signed')).toHaveLength(2)
    expect((await actionsAbout(document)).filter((action) => action === 'signature.raised')).toHaveLength(4)
    const all = await actionsAbout(undefined)
    for (const action of ['voucher.redeemed', 'key.made', 'certificate.issued', 'cabinet.opened', 'cloud-key.signed', 'session.started', 'archive.built'])
      expect(all).toContain(action)
  })

  it('is found whole by the command, without a setting but the data folder', () => {
    const { status, stdout } = verify()
    expect(JSON.parse(stdout)).toMatchObject({ intact: true })
    expect(status).toBe(0)
  })

  it.each(['update audit_entry set payload = payload where number = 1', 'delete from audit_entry where number = 1', 'truncate audit_entry'])(
    'cannot be changed, not even by the superuser while its guard stands: %s',
    async (statement) => {
      await expect(inDatabase((query) => query(statement))).rejects.toThrow('append-only')
    },
  )

  it('betrays the row that somebody with all rights has changed', async () => {
    const number = await inDatabase(async (query) => {
      await query('alter table audit_entry disable trigger user')
      const [row] = await query<{ number: string }>(
        `update audit_entry set payload = replace(payload, 'document.approved', 'document.declined') where action = 'document.approved' returning number`,
      )
      await query('alter table audit_entry enable trigger user')
      return Number(row?.number)
    })
    const { status, stdout } = verify()
    expect(JSON.parse(stdout)).toMatchObject({ intact: false, brokenAt: number, because: 'hash' })
    expect(status).toBe(1)
  })

  it('is not called whole when it cannot be read', () => {
    const { status, stderr } = verify(join(countersign.dataDirectory, 'nothing-here'))
    expect(stderr).toContain('No Countersign is running')
    expect(status).toBe(2)
  })
})

/** As an operator types it: `npx countersign audit verify`. */
function verify(dataDirectory = countersign.dataDirectory): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const { DATABASE_URL: _none, ...env } = process.env
  return spawnSync(join(root, 'node_modules', '.bin', 'countersign'), ['audit', 'verify'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, COUNTERSIGN_DATA: dataDirectory },
  })
}

async function cabinetOpened(person: Person, signer: Signer): Promise<void> {
  const { id, text } = await person.post<{ id: string; text: string }>('/api/company-cabinet-challenges', { holder: 'legal-entity' })
  const prepared = prepareCades({
    digest: digest('sha256', new TextEncoder().encode(text)),
    digestAlgorithm: 'sha256',
    certificate: signer.certificate,
    chain: [],
    signatureAlgorithm: signer.algorithm,
    signingTime: new Date(),
  })
  const [signature] = await signer.sign([prepared.toBeSigned])
  if (signature === undefined) throw new Error('no signature')
  await person.post('/api/company-cabinets', { challengeId: id, cms: toBase64(prepared.complete(signature)) })
}

async function accountOf(person: Person): Promise<{ id: string; email: string }> {
  return (await person.get<{ account: { id: string; email: string } }>('/api/session')).account
}

/** The actions about one thing, or all there are, oldest first. */
async function actionsAbout(subject: string | undefined): Promise<string[]> {
  const rows = await inDatabase((query) =>
    query<{ action: string }>('select action from audit_entry where subject = $1 or $1::text is null order by number', [subject ?? null]),
  )
  return rows.map(({ action }) => action)
}

type Query = <Row>(statement: string, values?: readonly unknown[]) => Promise<Row[]>

async function inDatabase<T>(work: (query: Query) => Promise<T>): Promise<T> {
  const { dataDirectory } = countersign
  const url = runningPostgresUrl(dataDirectory, { name: superuser, password: readSecrets(dataDirectory).databaseSuperuser })
  return asSuperuser(withDatabase(url, databaseName), (client) =>
    work(async <Row>(statement: string, values: readonly unknown[] = []) => (await client.query(statement, [...values])).rows as Row[]),
  )
}

/** Matches a list that has these in this order; others may stand between. */
function inOrder(...wanted: readonly string[]): unknown {
  return expect.toSatisfy(
    (found: readonly string[]) => {
      let at = 0
      for (const one of found) if (one === wanted[at]) at += 1
      return at === wanted.length
    },
    `in this order: ${wanted.join(', ')}`,
  )
}
