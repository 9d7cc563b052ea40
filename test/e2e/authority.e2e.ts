/** E4: OpenSSL asks the running authority for status, lists and time, and agrees with what it hears, before and after a revocation. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromBase64 } from '@countersign/engine/bytes'
import { toPem } from '@countersign/engine/keystore'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Person, until } from '../person.ts'
import { agreed, applied, approved, cloudKeyMade, demonstration, fileKeyMade, freshContact, recommended, registered, signIn } from '../road.ts'

const origin = inject('origin')
const folder = mkdtempSync(join(tmpdir(), 'authority-'))
const anybody = new Person(origin)
let applicant: Person
let certificate: { id: string; chain: string[] }

beforeAll(async () => {
  const contact = freshContact()
  applicant = await registered(origin, contact)
  const data = { surname: 'Мороз', givenName: 'Ігор', number: { kind: 'rnokpp', value: '3725543200' } }
  const id = await applied(applicant, (await demonstration(origin)).vouchers.seal[5] ?? '', {
    ...data,
    company: { name: 'ТОВ Гамма', number: { kind: 'edrpou', value: '45000092' } },
  })
  await recommended(await signIn(origin, 'agent'), id)
  await approved(await signIn(origin, 'verifier'), id)
  await agreed(applicant, id, contact.phone)
  certificate = await cloudKeyMade(applicant, id, '4711')
  await fileKeyMade(applicant, id, '4711', 'File-Password-1')
  ;['end', 'issuing', 'root'].forEach((name, index) => keep(`${name}.pem`, toPem('CERTIFICATE', fromBase64(certificate.chain[index] ?? ''))))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the authority, asked by OpenSSL', () => {
  it('issues a seal by EN 319 412-3 and claims nothing qualified', () => {
    const text = openssl('x509', '-in', 'end.pem', '-noout', '-text', '-nameopt', 'utf8')
    expect(text).toMatch(/CN ?= ?ТОВ Гамма/)
    expect(text).toContain('NTRUA-45000092')
    expect(text).not.toContain('0.4.0.1862.1.1')
  })

  it('answers for a good certificate, with and without a nonce', () => {
    for (const nonce of ['-nonce', '-no_nonce']) expect(status(nonce)).toContain('end.pem: good')
  })

  it('publishes lists under which the whole chain stands', async () => {
    expect(openssl('verify', '-crl_check_all', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem', '-CRLfile', await lists(), 'end.pem')).toContain(
      'end.pem: OK',
    )
  })

  it('dates what it is asked to date', async () => {
    keep('letter.txt', 'A letter.')
    openssl('ts', '-query', '-data', 'letter.txt', '-sha256', '-cert', '-out', 'query.tsq')
    const answer = await fetch(`${origin}/pki/tsa`, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: readFileSync(join(folder, 'query.tsq')),
    })
    writeFileSync(join(folder, 'answer.tsr'), new Uint8Array(await answer.arrayBuffer()))
    expect(openssl('ts', '-verify', '-in', 'answer.tsr', '-queryfile', 'query.tsq', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem')).toContain(
      'Verification: OK',
    )
    keep('letter.txt', 'Another letter.')
    expect(run('ts', '-verify', '-in', 'answer.tsr', '-data', 'letter.txt', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem').status).not.toBe(0)
  })

  it('says in the next answer that a certificate is revoked, and soon in the list', async () => {
    await applicant.post(`/api/certificates/${certificate.id}/revocations`, { reason: 'keyCompromise' })
    expect(status('-no_nonce')).toContain('end.pem: revoked')
    await until(async () => {
      const verdict = run('verify', '-crl_check_all', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem', '-CRLfile', await lists(), 'end.pem')
      return verdict.stderr.includes('certificate revoked') ? true : undefined
    })
  })
})

function status(nonce: string): string {
  return openssl('ocsp', '-issuer', 'issuing.pem', '-cert', 'end.pem', '-url', `${origin}/pki/ocsp`, '-CAfile', 'root.pem', nonce)
}

/** All of them in one file, as PEM. */
async function lists(): Promise<string> {
  const names = ['root/0', ...[0, 1, 2, 3].map((shard) => `issuing-authority/${shard}`)]
  const lines = await Promise.all(names.map(async (name) => toPem('X509 CRL', await anybody.bytes(`/pki/crl/${name}.crl`))))
  keep('lists.pem', lines.join('\n'))
  return 'lists.pem'
}

function keep(name: string, contents: string): void {
  writeFileSync(join(folder, name), contents)
}

function run(...parameters: readonly string[]) {
  return spawnSync('openssl', parameters, { cwd: folder, encoding: 'utf8' })
}

function openssl(...parameters: readonly string[]): string {
  const { status: code, stdout, stderr } = run(...parameters)
  expect(code, `openssl ${parameters.join(' ')}: ${stderr}`).toBe(0)
  return stdout + stderr
}
