import { createHash, verify, createPublicKey } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { equalBytes } from '@countersign/engine/bytes'
import { verifySignature, signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { findBreak } from './log.ts'
import { logHash, type KeyDescription } from './protocol.ts'
import { makeCloudKey, openTestVault, sealedForCreation, sealedForSigning, signDigests, type TestVault } from './testing.ts'

const holder = 'person-1'
const pin = '2580'
const message = new TextEncoder().encode('signed attributes')
const digest = sha256(message)
const other = sha256(new TextEncoder().encode('another'))

let test: TestVault
beforeAll(async () => {
  test = await openTestVault()
})
afterAll(() => test.close())

describe('making a cloud key', () => {
  it('takes four digits or a password of the policy, and nothing weaker', async () => {
    for (const secret of ['0000', 'Password-1', 'Пароль з літерами Aa1']) expect((await makeCloudKey(test.client, holder, secret)).state).toBe('active')
    for (const secret of ['', '123', '12345', 'passwor', 'password-1', 'PASSWORD-1', 'Password1', 'Password-', 'Aa1-Aa1']) {
      const answer = await test.client.create({ kind: 'cloud', ...(await sealedForCreation(test.client, holder, secret)) })
      expect(answer).toEqual({ ok: false, because: 'weak-secret' })
    }
  })

  it('uses each challenge once, and only for the person and key it was handed out for', async () => {
    const sealed = await sealedForCreation(test.client, holder, pin)
    expect((await test.client.create({ kind: 'cloud', ...sealed })).ok).toBe(true)
    expect(await test.client.create({ kind: 'cloud', ...sealed })).toEqual({ ok: false, because: 'challenge-spent' })
    const fresh = await sealedForCreation(test.client, holder, pin)
    expect(await test.client.create({ kind: 'cloud', ...fresh, person: 'person-2' })).toEqual({ ok: false, because: 'secret-not-for-this' })
    expect(await test.client.create({ kind: 'cloud', ...fresh, challenge: sealed.challenge })).toEqual({ ok: false, because: 'secret-not-for-this' })
  })
})

describe('signing with a cloud key', () => {
  let key: KeyDescription
  beforeAll(async () => {
    key = await makeCloudKey(test.client, holder, pin)
  })

  it('signs exactly the digests, or the messages behind them', async () => {
    const signed = await signDigests(test.client, key.keyId, holder, pin, [digest, other, digest])
    expect(signed).toMatchObject({ ok: true, algorithm: 'ecdsa-sha256' })
    if (!signed.ok) return
    const good = signed.signatures.map((signature) => isGood(key, message, signature))
    expect(good).toEqual([true, false, true])

    const sealed = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    const again = await test.client.sign({ ...sealed, items: [{ message }] })
    expect(again.ok && isGood(key, message, again.signatures[0] ?? new Uint8Array())).toBe(true)
  })

  it('signs with RSA too, and the engine agrees', async () => {
    const rsa = await makeCloudKey(test.client, holder, pin, 'rsa-2048')
    const sealed = await sealedForSigning(test.client, rsa.keyId, holder, pin, [digest, digest])
    const signed = await test.client.sign({ ...sealed, items: [{ digest }, { message }] })
    if (!signed.ok) throw new Error(signed.because)
    const [byDigest = new Uint8Array(), byMessage = new Uint8Array()] = signed.signatures
    expect(equalBytes(byDigest, byMessage)).toBe(true)
    const algorithm = signatureAlgorithmIdentifier('rsa-sha256')
    expect(await verifySignature({ algorithm, publicKey: rsa.publicKey, message, signature: byDigest })).toBe(true)
  })

  it('refuses a replayed challenge, and a fresh one that the secret was not sealed for', async () => {
    const sealed = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    expect((await test.client.sign(sealed)).ok).toBe(true)
    expect(await test.client.sign(sealed)).toEqual({ ok: false, because: 'challenge-spent' })
    const fresh = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    expect(await test.client.sign({ ...fresh, sealedSecret: sealed.sealedSecret })).toEqual({ ok: false, because: 'secret-not-for-this' })
  })

  it('refuses digests that the secret was not given for, without counting a try', async () => {
    const sealed = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    expect(await test.client.sign({ ...sealed, authorised: [other] })).toEqual({ ok: false, because: 'secret-not-for-this' })
    expect(await test.client.sign({ ...sealed, authorised: [digest, other] })).toEqual({ ok: false, because: 'secret-not-for-this' })
    expect(await test.client.sign({ ...sealed, items: [{ digest: other }] })).toEqual({ ok: false, because: 'digest-not-authorised' })
    expect(await test.client.sign({ ...sealed, items: [{ digest }, { digest }] })).toEqual({ ok: false, because: 'digest-spent' })
    expect(await attemptsLeft(key.keyId)).toBe(5)
    expect((await test.client.sign(sealed)).ok).toBe(true)
  })

  it('spends each occurrence of a digest once, in as many calls as it takes', async () => {
    const sealed = await sealedForSigning(test.client, key.keyId, holder, pin, [digest, other, digest])
    expect((await test.client.sign({ ...sealed, items: [{ digest }] })).ok).toBe(true)
    expect((await test.client.sign({ ...sealed, items: [{ digest }] })).ok).toBe(true)
    expect(await test.client.sign({ ...sealed, items: [{ digest }] })).toEqual({ ok: false, because: 'digest-spent' })
    expect((await test.client.sign({ ...sealed, items: [{ digest: other }] })).ok).toBe(true)
    expect(await test.client.sign({ ...sealed, items: [{ digest: other }] })).toEqual({ ok: false, because: 'challenge-spent' })
  })

  it('forgets a challenge after five minutes, also one that is partly used', async () => {
    const unused = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    const partly = await sealedForSigning(test.client, key.keyId, holder, pin, [digest, digest])
    expect((await test.client.sign({ ...partly, items: [{ digest }] })).ok).toBe(true)
    test.ahead += 5 * 60_000
    expect(await test.client.sign(unused)).toEqual({ ok: false, because: 'challenge-spent' })
    expect(await test.client.sign({ ...partly, items: [{ digest }] })).toEqual({ ok: false, because: 'challenge-spent' })
    expect(await attemptsLeft(key.keyId)).toBe(5)
  })

  it('serves its holder only', async () => {
    expect(await test.client.describe({ what: 'key', keyId: key.keyId, person: 'person-2' })).toEqual({ ok: false, because: 'not-holder' })
    const sealed = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    expect(await test.client.sign({ ...sealed, person: 'person-2' })).toEqual({ ok: false, because: 'not-holder' })
  })

  it('is over once destroyed', async () => {
    const gone = await makeCloudKey(test.client, holder, pin)
    const sealed = await sealedForSigning(test.client, gone.keyId, holder, pin, [digest])
    expect(await test.client.destroy({ what: 'key', keyId: gone.keyId })).toEqual({ ok: true })
    expect(await test.client.sign(sealed)).toEqual({ ok: false, because: 'destroyed' })
    expect(await test.client.destroy({ what: 'key', keyId: gone.keyId })).toEqual({ ok: false, because: 'destroyed' })
  })
})

describe('a wrong secret', () => {
  it('leaves four, three, two, one tries, and a right one gives them back', async () => {
    const key = await makeCloudKey(test.client, holder, pin)
    for (const attemptsLeftNow of [4, 3, 2, 1])
      expect(await signDigests(test.client, key.keyId, holder, '0000', [digest])).toEqual({ ok: false, because: 'wrong-secret', attemptsLeft: attemptsLeftNow })
    expect(await attemptsLeft(key.keyId)).toBe(1)
    expect((await signDigests(test.client, key.keyId, holder, pin, [digest])).ok).toBe(true)
    expect(await attemptsLeft(key.keyId)).toBe(5)
  })

  it('locks for ever at the fifth, and what was wrapped is gone', async () => {
    const key = await makeCloudKey(test.client, holder, pin)
    const inTime = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    for (let tries = 0; tries < 4; tries += 1) await signDigests(test.client, key.keyId, holder, '0000', [digest])
    expect(await signDigests(test.client, key.keyId, holder, '0000', [digest])).toEqual({ ok: false, because: 'locked' })
    expect(await test.client.sign(inTime)).toEqual({ ok: false, because: 'locked' })
    const { rows } = await sql<{
      wrapped: null
      locked: boolean
    }>`select wrapped, locked_at is not null as locked from vault.key where id = ${key.keyId}`.execute(test.vault.database)
    expect(rows).toEqual([{ wrapped: null, locked: true }])
    await expect(sql`update vault.key set locked_at = null, wrapped = 'x', attempts = 0 where id = ${key.keyId}`.execute(test.vault.database)).rejects.toThrow(
      'for ever',
    )
  })

  it('is tried five times when twenty come at once', async () => {
    const key = await makeCloudKey(test.client, holder, pin)
    const sealed = await Promise.all(Array.from({ length: 20 }, (_, i) => sealedForSigning(test.client, key.keyId, holder, String(1000 + i), [digest])))
    const right = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    const answers = await Promise.all(sealed.map((one) => test.client.sign(one)))
    const reasons = answers.map((answer) => (answer.ok ? 'signed' : answer.because))
    expect(reasons.filter((reason) => reason === 'wrong-secret')).toHaveLength(4)
    expect(reasons.filter((reason) => reason === 'locked')).toHaveLength(16)
    expect(await test.client.sign(right)).toEqual({ ok: false, because: 'locked' })
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from vault.log where act = 'key.tried' and key_id = ${key.keyId}`.execute(
      test.vault.database,
    )
    expect(rows).toEqual([{ count: 5 }])
  })

  it('does not cost the right one its turn when both come at once', async () => {
    const key = await makeCloudKey(test.client, holder, pin)
    const sealed = await Promise.all(Array.from({ length: 8 }, () => sealedForSigning(test.client, key.keyId, holder, pin, [digest])))
    const answers = await Promise.all(sealed.map((one) => test.client.sign(one)))
    expect(answers.every((answer) => answer.ok)).toBe(true)
  })
})

describe('the log of the vault', () => {
  it('is chained, refuses change, and holds no secret', async () => {
    expect(await findBreak(test.vault.database)).toBeUndefined()
    for (const change of [sql`update vault.log set act = 'x'`, sql`delete from vault.log`, sql`truncate vault.log`])
      await expect(change.execute(test.vault.database)).rejects.toThrow('only ever appended to')
    const { rows } = await sql<{ details: string }>`select details from vault.log`.execute(test.vault.database)
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter((row) => row.details.includes(pin) && !/[0-9a-f]{64}/.test(row.details))).toEqual([])
  })

  it('can be read and checked from outside, refusals included', async () => {
    const key = await makeCloudKey(test.client, holder, pin)
    const sealed = await sealedForSigning(test.client, key.keyId, holder, pin, [digest])
    const state = await test.client.describe({ what: 'authority' })
    if (!state.ok) throw new Error(state.because)
    await test.client.sign({ ...sealed, items: [{ digest: other }] })
    const read = await test.client.describe({ what: 'log', after: state.log.length, limit: 10 })
    if (!read.ok) throw new Error(read.because)
    expect(read.entries).toMatchObject([{ act: 'sign.refused', key_id: key.keyId, person: holder, previous: state.log.head }])
    expect(read.entries[0]?.details).toBe('{"because":"digest-not-authorised","purpose":"sign"}')
    expect(read.entries.every((entry) => logHash(entry) === entry.hash)).toBe(true)
  })

  it('shows where a row was altered behind its back', async () => {
    await sql`alter table vault.log disable trigger user`.execute(test.vault.database)
    await sql`update vault.log set person = 'somebody else' where position = 3`.execute(test.vault.database)
    expect(await findBreak(test.vault.database)).toBe(3)
    await sql`update vault.log set person = ${holder} where position = 3`.execute(test.vault.database)
    await sql`alter table vault.log enable trigger user`.execute(test.vault.database)
  })
})

async function attemptsLeft(keyId: string): Promise<number | undefined> {
  const described = await test.client.describe({ what: 'key', keyId })
  return described.ok ? described.key.attemptsLeft : undefined
}

function isGood(key: KeyDescription, signed: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', signed, createPublicKey({ key: Buffer.from(key.publicKey), format: 'der', type: 'spki' }), signature)
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}
