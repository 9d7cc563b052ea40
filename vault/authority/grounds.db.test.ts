import { createHash, sign, type KeyObject } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from '@countersign/engine/bytes'
import { applicationDigest, canonicalDigest, decisionBytes, type Application, type Ground, type SignedRenewal, type StandingRule } from '../protocol.ts'
import { openTestVault, type TestVault } from '../testing.ts'
import {
  askFor,
  certificateOf,
  decide,
  goodSignature,
  holdCeremony,
  keyPair,
  makeStaff,
  personal,
  signedBy,
  tbsFor,
  type Authority,
  type Verifier,
} from './testing.ts'

const day = 86_400_000

let test: TestVault
let authority: Authority
let first: Verifier
let second: Verifier
beforeAll(async () => {
  test = await openTestVault()
  authority = await holdCeremony(test.client)
  first = await makeStaff(test.client, authority, 'verifier-1')
  second = await makeStaff(test.client, authority, 'verifier-2')
  for (const { person, certificate } of [first, second]) expect((await test.client.import({ what: 'verifier', person, certificate })).ok).toBe(true)
  await test.client.sign({ purpose: 'close-ceremony' })
})
afterAll(() => test.close())

const ask = (application: Application, tbs: Uint8Array, ground?: Ground) => askFor(test.client, authority, application, tbs, ground)
const refusedBecause = (reason: string) => ({ ok: false, because: 'decision-refused', reason })

describe('a standing rule', () => {
  it('needs the signatures of two people', async () => {
    const rule = ruleNamed('two people')
    const enact = (...by: Verifier[]) => test.client.import({ what: 'rule', rule, signatures: by.map((one) => signedBy(one, rule)) })
    expect(await enact(first, first)).toEqual(refusedBecause('self-approved'))
    const forged = { ...signedBy(second, rule), verifierSha256: first.sha256 }
    expect(await test.client.import({ what: 'rule', rule, signatures: [signedBy(second, rule), forged] })).toEqual(refusedBecause('signature'))
    expect(await enact(first, second)).toEqual({ ok: true, what: 'rule', ruleSha256: canonicalDigest(rule) })
    expect(await test.client.describe({ what: 'authority' })).toMatchObject({ rules: expect.arrayContaining([expect.objectContaining({ rule })]) })
  })

  it('carries applications that name it, and no others', async () => {
    const rule = await enacted(ruleNamed('named'))
    const named = personal(authority, { rule })
    expect((await ask(named.application, named.tbs, { rule })).ok).toBe(true)
    const unnamed = personal(authority)
    expect(await ask(unnamed.application, unnamed.tbs, { rule })).toEqual(refusedBecause('other-application'))
    expect(await ask(named.application, named.tbs, { rule: 'ab'.repeat(32) })).toEqual(refusedBecause('unknown-rule'))
  })

  it('holds for its profiles and dates', async () => {
    const seals = await enacted({ ...ruleNamed('seals'), profiles: ['legal-person'] })
    const past = await enacted({ ...ruleNamed('past'), validUntil: new Date(Date.now() - 1000).toISOString() })
    for (const rule of [seals, past]) {
      const { application, tbs } = personal(authority, { rule })
      expect(await ask(application, tbs, { rule })).toEqual(refusedBecause('rule-not-in-force'))
    }
  })

  it('is exhausted for the day by its number, also when all come at once', async () => {
    const rule = await enacted({ ...ruleNamed('three a day'), dailyLimit: 3 })
    const wanted = Array.from({ length: 8 }, () => personal(authority, { rule }))
    const answers = await Promise.all(wanted.map(({ application, tbs }) => ask(application, tbs, { rule })))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(3)
    expect(answers.filter((answer) => !answer.ok)).toEqual(Array.from({ length: 5 }, () => refusedBecause('rule-exhausted')))
    const again = wanted[answers.findIndex((answer) => answer.ok)]
    if (again === undefined) throw new Error('none was issued')
    expect((await ask(again.application, again.tbs, { rule })).ok).toBe(true)
    test.ahead = day + 1000
    const next = personal(authority, { rule })
    expect((await ask(next.application, next.tbs, { rule })).ok).toBe(true)
    test.ahead = 0
  })

  it('ends for ever when it is withdrawn', async () => {
    const rule = ruleNamed('short-lived')
    const sha256 = await enacted(rule)
    expect(await test.client.destroy({ what: 'rule', ruleSha256: sha256 })).toEqual({ ok: true })
    const { application, tbs } = personal(authority, { rule: sha256 })
    expect(await ask(application, tbs, { rule: sha256 })).toEqual(refusedBecause('unknown-rule'))
    expect(await test.client.import({ what: 'rule', rule, signatures: [signedBy(first, rule), signedBy(second, rule)] })).toEqual(
      refusedBecause('rule-not-in-force'),
    )
  })
})

describe('a renewal', () => {
  it('is carried by the holder’s own signature with the certificate that still runs', async () => {
    const held = await certified()
    const next = personal(authority)
    expect((await ask(next.application, next.tbs, renew(held, next.application))).ok).toBe(true)
  })

  it('is refused for another holder, another subject and another application', async () => {
    const held = await certified()
    const stranger = personal(authority, { holder: 'person-2' })
    expect(await ask(stranger.application, stranger.tbs, renew(held, stranger.application))).toEqual(refusedBecause('other-person'))
    const promoted = promotedSuccessor()
    expect(await ask(promoted.application, promoted.tbs, renew(held, promoted.application))).toEqual(refusedBecause('other-person'))
    const next = personal(authority)
    expect(await ask(next.application, next.tbs, renew(held, personal(authority).application))).toEqual(refusedBecause('other-application'))
  })

  it('is refused without the key, after expiry, and with a certificate that is not ours', async () => {
    const held = await certified()
    const next = personal(authority)
    expect(await ask(next.application, next.tbs, renew({ ...held, key: keyPair().key }, next.application))).toEqual(refusedBecause('signature'))
    const { tbs } = personal(authority)
    expect(await ask(next.application, next.tbs, renew({ ...held, certificate: certificateOf(tbs, new Uint8Array(70)) }, next.application))).toEqual(
      refusedBecause('not-renewable'),
    )
    test.ahead = 3 * 365 * day
    expect(await ask(next.application, next.tbs, renew(held, next.application))).toEqual(refusedBecause('not-renewable'))
    test.ahead = 0
  })
})

function ruleNamed(name: string): StandingRule {
  const validFrom = new Date(Date.now() - day).toISOString()
  const validUntil = new Date(Date.now() + 30 * day).toISOString()
  return {
    type: 'countersign/standing-rule/1',
    name,
    text: 'Identity proved by a qualified signature.',
    profiles: ['natural-person'],
    validFrom,
    validUntil,
    dailyLimit: 100,
  }
}

async function enacted(rule: StandingRule): Promise<string> {
  const answer = await test.client.import({ what: 'rule', rule, signatures: [signedBy(first, rule), signedBy(second, rule)] })
  if (!answer.ok || answer.what !== 'rule') throw new Error(JSON.stringify(answer))
  return answer.ruleSha256
}

type Held = { readonly certificate: Uint8Array; readonly key: KeyObject }

async function certified(): Promise<Held> {
  const { application, tbs, key } = personal(authority)
  return { key, certificate: certificateOf(tbs, goodSignature(await ask(application, tbs, decide(first, application)))) }
}

function promotedSuccessor() {
  const { application, publicKey } = personal(authority)
  const promoted: Application = { ...application, publicKey: toBase64(publicKey), subject: { ...application.subject, title: 'Director' } }
  return { application: promoted, tbs: tbsFor(promoted, publicKey, authority.issuing) }
}

function renew(held: Held, application: Application): SignedRenewal {
  const renewal = {
    type: 'countersign/renewal/1' as const,
    applicationDigest: applicationDigest(application),
    certificateSha256: createHash('sha256').update(held.certificate).digest('hex'),
    signedAt: new Date().toISOString(),
  }
  return { renewal, certificate: held.certificate, signature: sign('sha256', decisionBytes(renewal), held.key) }
}
