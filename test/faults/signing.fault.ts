/**
 * Signing with the power failing: whatever is killed, at whichever step of docs/flows/sign.md, a signature that was accepted ends in a
 * completed document by itself, once, and the archive is one that OpenSSL accepts.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startCountersign, type Countersign } from '../countersign.ts'
import type { Person } from '../person.ts'
import { parts } from '../processes.ts'
import { signIn } from '../road.ts'
import { cloudSigner, onePagePdf, sent, signed } from '../signing.ts'
import { chosen, countIn, everyMoment, holdAt, inDatabase, isBack, kill, vaultAway, type Moment } from './moments.ts'

type Page = { state: string; signatures: { level: string; trouble: string | null }[] }
type Signer = Person & { pin: string }

const patience = { timeout: 150_000, interval: 200 }
const name = 'contract.pdf'

let countersign: Countersign
let owner: Signer
let verifier: Signer
const folder = mkdtempSync(join(tmpdir(), 'countersign-archives-'))
beforeAll(async () => {
  countersign = await startCountersign()
  owner = await signIn(countersign.origin, 'owner')
  verifier = await signIn(countersign.origin, 'verifier')
})
afterAll(async () => {
  await countersign.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** What is written next at each step, in the order of docs/flows/sign.md. */
const steps: readonly (readonly [string, Moment])[] = [
  ['4: the signature is accepted, not yet committed', { table: 'audit_entry', when: `new.payload like '%"document.signed"%'` }],
  ['5: the time-stamp is stored, no row says so', { table: 'signature_evidence', when: `new.level = 'T'` }],
  ['5: the time-stamp is committed, its job not yet done', jobDone('raise-signature')],
  ['6: the evidence is stored, no row says so', { table: 'signature_evidence', when: `new.level = 'LT'` }],
  ['6: the last level is being written down', { table: 'audit_entry', when: `new.payload like '%"signature.raised"%"level":"LT"%'` }],
  ['7: the revision with the evidence is stored, no row says so', { table: 'pdf_revision', when: `new.kind = 'evidence'` }],
  ['7: the revision is committed, the document does not know', { table: 'audit_entry', when: `new.payload like '%"document.pdf-raised"%'` }],
  ['8: the document is being completed', { table: 'audit_entry', when: `new.payload like '%"document.completed"%'` }],
  ['8: the document is complete, its job not yet done', jobDone('complete-document')],
  ['9: the archive is stored, no row says so', { table: 'archive' }],
  ['9: the archive is kept, its job not yet done', jobDone('build-archive')],
]

describe('a document that is being signed', () => {
  it.each(chosen(steps))('finishes by itself when the server is killed at step %s', async (_step, moment) => {
    await finishedAfterKilling('server', moment)
  })

  it.each(
    chosen([
      ['vault', 'has signed with the cloud key', { table: 'vault.log', when: `new.act = 'key.signed'` }],
      ['vault', 'has made a time-stamp', { table: 'vault.log', when: `new.act = 'time-stamp.signed'` }],
      ['vault', 'is not needed', { table: 'signature_evidence', when: `new.level = 'T'` }],
      ['PostgreSQL', 'commits the signature', { table: 'audit_entry', when: `new.payload like '%"document.signed"%'` }],
      ['PostgreSQL', 'commits the evidence', { table: 'signature_evidence', when: `new.level = 'LT'` }],
      ['PostgreSQL', 'commits the completion', { table: 'audit_entry', when: `new.payload like '%"document.completed"%'` }],
    ] as const),
  )('finishes by itself when the %s is killed just as it %s', async (part, _moment, moment) => {
    await finishedAfterKilling(part, moment)
  })

  it.runIf(everyMoment)('keeps both signatures when two people sign while one part after the other is killed at any time', async () => {
    const document = await sentTo(owner, verifier)
    for (const part of parts) {
      const signing = Promise.allSettled([owner, verifier].map((person) => signedWhenPossible(person, document)))
      // Any time within the second or two that signing takes.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500))
      await isBack(countersign, part, kill(countersign, part))
      await signing
    }
    await Promise.all([owner, verifier].map((person) => signedWhenPossible(person, document)))
    await finished(document, 2)
  })
})

describe('a signature that is accepted just before the vault goes away', () => {
  it('is kept, says what is missing, and is completed when the vault is back', async () => {
    const document = await sentTo(owner)
    const held = await holdAt(countersign, { table: 'signature' })
    const signing = signed(owner, document, await cloudSigner(owner, owner.pin))
    await held.reached()
    const letBack = vaultAway(countersign)
    await held.release()
    await signing
    const page = await vi.waitFor(async () => {
      const seen = await owner.get<Page>(`/api/documents/${document}`)
      expect(seen.signatures[0]?.trouble).toBe('time-stamp-missing')
      return seen
    }, patience)
    expect(page.state).toBe('open')
    expect(page.signatures).toHaveLength(1)
    letBack()
    await finished(document, 1)
  })

  it('is refused in plain words while the vault is away before it, and nothing is half-done', async () => {
    const document = await sentTo(owner)
    const signer = await cloudSigner(owner, owner.pin)
    const letBack = vaultAway(countersign)
    await expect(signed(owner, document, signer)).rejects.toMatchObject({ status: 409, code: expect.stringContaining('sign') })
    expect((await owner.get<Page>(`/api/documents/${document}`)).signatures).toEqual([])
    await expect(signer.sign([new Uint8Array([1])])).rejects.toMatchObject({ status: 503, code: 'vault.unavailable' })
    letBack()
    await vi.waitFor(() => signedWhenPossible(owner, document), patience)
    await finished(document, 1)
  })
})

function jobDone(job: string): Moment {
  return { table: 'pgboss.job', on: 'update', when: `new.name = '${job}' and new.state = 'completed' and old.state <> 'completed'` }
}

async function finishedAfterKilling(part: (typeof parts)[number], moment: Moment): Promise<void> {
  const document = await sentTo(owner)
  const held = await holdAt(countersign, moment)
  const signing = signed(owner, document, await cloudSigner(owner, owner.pin)).catch(() => undefined)
  await held.reached()
  const killed = kill(countersign, part)
  await held.release()
  await signing
  await isBack(countersign, part, killed)
  await signedWhenPossible(owner, document)
  await finished(document, 1)
}

function sentTo(...people: readonly Signer[]): Promise<string> {
  return Promise.all(people.map((person) => person.get<{ account: { email: string } }>('/api/session'))).then((sessions) =>
    sent(
      owner,
      name,
      onePagePdf(),
      sessions.map(({ account }) => ({ email: account.email, role: 'signer', order: 1 })),
    ),
  )
}

/** What a person does who was told that it did not work: looks whether it did after all, and tries again. */
async function signedWhenPossible(person: Signer, document: string): Promise<void> {
  await vi.waitFor(async () => {
    const { me } = await person.get<{ me: { mayAct: boolean } | null }>(`/api/documents/${document}`)
    if (me?.mayAct === true) await signed(person, document, await cloudSigner(person, person.pin))
  }, patience)
}

async function finished(document: string, signatures: number): Promise<void> {
  await vi.waitFor(async () => {
    expect((await owner.get<Page>(`/api/documents/${document}`)).state).toBe('completed')
    expect(await countIn(countersign, 'archive where document_id = $1', document)).toBe(1)
  }, patience)
  const page = await owner.get<Page>(`/api/documents/${document}`)
  expect(page.signatures.map(({ level, trouble }) => [level, trouble])).toEqual(Array.from({ length: signatures }, () => ['LT', null]))
  await expectNothingTwice(document, signatures)
  expectOpensslAccepts(await owner.bytes(`/api/documents/${document}/archive`), document, signatures)
}

async function expectNothingTwice(document: string, signatures: number): Promise<void> {
  const actions = await inDatabase(countersign, (query) =>
    query<{ action: string; count: number }>(`select action, count(*)::int as count from audit_entry where subject = $1 group by action`, [document]),
  )
  expect(Object.fromEntries(actions.map(({ action, count }) => [action, count]))).toMatchObject({
    'document.signed': signatures,
    'signature.raised': signatures * 2,
    'document.completed': 1,
    'archive.built': 1,
  })
  expect(await countIn(countersign, 'signature where document_id = $1', document)).toBe(signatures)
  expect(await countIn(countersign, 'signature_evidence join signature on signature.id = signature_id where document_id = $1', document)).toBe(signatures * 3)
  expect(await countIn(countersign, `pdf_revision where kind = 'signature' and document_id = $1`, document)).toBe(signatures)
  // To the initiator once, and nobody learns twice that it is done.
  expect(
    await countIn(countersign, `(select recipient from message where link like '%' || $1 group by recipient, subject having count(*) > 1) as twice`, document),
  ).toBe(0)
}

function expectOpensslAccepts(archive: Uint8Array, document: string, signatures: number): void {
  const place = join(folder, document)
  const zip = `${place}.zip`
  writeFileSync(zip, archive)
  execFileSync('unzip', ['-q', zip, '-d', place])
  const beside = readdirSync(join(place, 'signatures'))
  expect(beside).toHaveLength(signatures)
  for (const signature of beside) {
    const options = ['-inform', 'DER', '-cades', '-binary', '-purpose', 'any', '-CAfile', 'certificates/authority.pem', '-out', '/dev/null']
    execFileSync('openssl', ['cms', '-verify', '-in', join('signatures', signature), '-content', name, ...options], { cwd: place, stdio: 'pipe' })
  }
}
