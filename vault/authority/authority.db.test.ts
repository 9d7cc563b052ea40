import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digest } from '@countersign/engine/algorithms'
import { applicationDigest, keyBindingBytes, type Application, type KeyBinding, type KeyDescription, type SignedCertificateDecision } from '../protocol.ts'
import { makeCloudKey, openTestVault, sealedForSigning, type TestVault } from '../testing.ts'
import {
  applicationFor,
  askFor,
  createKey,
  decide,
  holdCeremony,
  goodSignature,
  keyPair,
  makeStaff,
  personal,
  signedBy,
  tbsFor,
  type Authority,
  type Verifier,
} from './testing.ts'

let test: TestVault
let authority: Authority
let verifier: Verifier
let outsider: Verifier
beforeAll(async () => {
  test = await openTestVault()
  authority = await holdCeremony(test.client)
  verifier = await makeStaff(test.client, authority, 'verifier-1')
  outsider = await makeStaff(test.client, authority, 'verifier-2')
  expect(await test.client.import({ what: 'verifier', person: verifier.person, certificate: verifier.certificate })).toMatchObject({
    ok: true,
    certificateSha256: verifier.sha256,
  })
})
afterAll(() => test.close())

describe('while the ceremony is open', () => {
  it('the authority and the first staff get certificates without a decision', async () => {
    const state = await test.client.describe({ what: 'authority' })
    expect(state).toMatchObject({ ok: true, ceremony: 'open', verifiers: [{ person: 'verifier-1' }] })
    const { application, tbs } = personal(authority)
    const signature = goodSignature(await ask(application, tbs))
    expect(verify('sha256', tbs, createPublicKey({ key: Buffer.from(authority.issuing.publicKey), format: 'der', type: 'spki' }), signature)).toBe(true)
  })

  it('lapses after three days, closed or not', async () => {
    test.ahead = 4 * 86_400_000
    const { application, tbs } = personal(authority)
    expect(await ask(application, tbs)).toEqual({ ok: false, because: 'no-decision' })
    expect(await test.client.import({ what: 'verifier', person: outsider.person, certificate: outsider.certificate })).toEqual({
      ok: false,
      because: 'no-decision',
    })
    expect(await test.client.describe({ what: 'authority' })).toMatchObject({ ceremony: 'closed' })
    test.ahead = 0
  })

  it('a key signs for its own level only', async () => {
    const { application, tbs } = personal(authority)
    expect(await test.client.sign({ purpose: 'certificate', keyId: authority.root.keyId, application, tbsCertificate: tbs })).toEqual({
      ok: false,
      because: 'wrong-kind',
    })
    expect(await test.client.sign({ purpose: 'certificate', keyId: authority.ocsp.keyId, application, tbsCertificate: tbs })).toEqual({
      ok: false,
      because: 'wrong-kind',
    })
    const below = await createKey(test.client, 'issuing-authority')
    const another = applicationFor('issuing-authority', below.publicKey, { ...authority.issuing.subject, commonName: 'Below' })
    expect(await ask(another, tbsFor(another, below.publicKey, authority.issuing))).toEqual({ ok: false, because: 'wrong-kind' })
  })

  it('an authority’s certificate is for a key in the vault only', async () => {
    const outside = keyPair().publicKey
    const application = applicationFor('time-stamp-unit', outside, { ...authority.timestamp.subject, commonName: 'Outside' })
    expect(await ask(application, tbsFor(application, outside, authority.issuing))).toMatchObject({ because: 'application-mismatch' })
  })

  it('a decision that is given must hold all the same', async () => {
    const { application, tbs } = personal(authority)
    expect(await ask(application, tbs, decide(outsider, application))).toEqual({ ok: false, because: 'decision-refused', reason: 'unknown-verifier' })
  })
})

describe('once the ceremony is closed', () => {
  beforeAll(async () => {
    expect(await test.client.sign({ purpose: 'close-ceremony' })).toEqual({ ok: true, signatures: [] })
  })

  it('it stays so', async () => {
    expect(await test.client.sign({ purpose: 'close-ceremony' })).toEqual({ ok: false, because: 'ceremony-closed' })
    expect(await test.client.describe({ what: 'authority' })).toMatchObject({ ceremony: 'closed' })
    for (const change of ['update vault.ceremony set closed_at = null', 'delete from vault.ceremony'])
      await expect(sql.raw(change).execute(test.vault.database)).rejects.toThrow('for ever')
  })

  it('nothing is certified without a decision', async () => {
    const { application, tbs } = personal(authority)
    expect(await ask(application, tbs)).toEqual({ ok: false, because: 'no-decision' })
  })

  it('a verifier’s signature over this very application is enough', async () => {
    const { application, tbs } = personal(authority)
    const decision = decide(verifier, application)
    const first = goodSignature(await ask(application, tbs, decision))
    expect(verify('sha256', tbs, createPublicKey({ key: Buffer.from(authority.issuing.publicKey), format: 'der', type: 'spki' }), first)).toBe(true)
    expect((await ask(application, tbs, decision)).ok).toBe(true)
  })

  it('and for one certificate only', async () => {
    const { application, tbs, publicKey } = personal(authority)
    const decision = decide(verifier, application)
    expect((await ask(application, tbs, decision)).ok).toBe(true)
    expect(await ask(application, tbsFor(application, publicKey, authority.issuing), decision)).toEqual({ ok: false, because: 'already-issued' })
  })

  it('a certificate that says anything else than the application is refused', async () => {
    const { application, publicKey } = personal(authority)
    const decision = decide(verifier, application)
    const other = keyPair().publicKey
    const differing: Uint8Array[] = [
      tbsFor({ ...application, subject: { ...application.subject, serialNumber: 'TINUA-3121212343' } }, publicKey, authority.issuing),
      tbsFor({ ...application, subject: { ...application.subject, title: 'Director' } }, publicKey, authority.issuing),
      tbsFor({ ...application, subject: { ...application.subject, givenName: undefined } }, publicKey, authority.issuing),
      tbsFor(application, other, authority.issuing),
      tbsFor(application, publicKey, authority.issuing, { subjectAltName: [{ kind: 'email', value: 'thief@example.test' }] }),
    ]
    for (const tbs of differing) expect(await ask(application, tbs, decision)).toMatchObject({ ok: false, because: 'application-mismatch' })
  })

  it('lint is refused, and so is a certificate under another issuer’s name', async () => {
    const { application, publicKey } = personal(authority)
    const decision = decide(verifier, application)
    const authorityInDisguise = tbsFor(application, publicKey, authority.issuing, {
      basicConstraints: { authority: true },
      keyUsage: ['keyCertSign', 'cRLSign'],
    })
    expect(await ask(application, authorityInDisguise, decision)).toMatchObject({ ok: false, because: 'lint' })
    expect(await ask(application, tbsFor(application, publicKey, authority.root), decision)).toMatchObject({ ok: false, because: 'content-refused' })
    expect(await ask(application, new Uint8Array([0x30, 0]), decision)).toMatchObject({ ok: false, because: 'content-refused' })
  })

  it('a decision that is not positive, not signed, not about this or not by an enrolled person is refused', async () => {
    const { application, tbs } = personal(authority)
    const good = decide(verifier, application)
    const refused = async (decision: SignedCertificateDecision, reason: string) =>
      expect(await ask(application, tbs, decision)).toEqual({ ok: false, because: 'decision-refused', reason })
    await refused({ ...good, signature: new Uint8Array(70) }, 'signature')
    await refused({ ...good, decision: { ...good.decision, note: 'added later' } }, 'signature')
    await refused(decide(verifier, application, { outcome: 'negative' }), 'not-positive')
    await refused(decide(verifier, personal(authority).application), 'other-application')
    await refused(decide(outsider, application), 'unknown-verifier')
    await refused(decide(verifier, application, { decidedBy: 'agent-1' }), 'other-person')
    expect((await ask(application, tbs, good)).ok).toBe(true)
  })

  it('nobody decides over what they proved, or over themselves', async () => {
    for (const changes of [{ agent: verifier.person }, { holder: verifier.person }]) {
      const { application, tbs } = personal(authority, changes)
      expect(await ask(application, tbs, decide(verifier, application))).toEqual({ ok: false, because: 'decision-refused', reason: 'self-approved' })
    }
  })

  it('an expired verifier no longer decides', async () => {
    const { application, tbs } = personal(authority)
    const decision = decide(verifier, application)
    test.ahead = 3 * 365 * 86_400_000
    expect(await ask(application, tbs, decision)).toEqual({ ok: false, because: 'decision-refused', reason: 'verifier-expired' })
    test.ahead = 0
  })

  it('a key that is made after the decision must be the holder’s cloud key', async () => {
    const own = await makeCloudKey(test.client, 'person-1', '2580')
    const foreign = await makeCloudKey(test.client, 'person-2', '2580')
    const { application } = personal(authority)
    delete application.publicKey
    const decision = decide(verifier, application)
    for (const publicKey of [foreign.publicKey, keyPair().publicKey])
      expect(await ask(application, tbsFor(application, publicKey, authority.issuing), decision)).toMatchObject({ because: 'application-mismatch' })
    expect((await ask(application, tbsFor(application, own.publicKey, authority.issuing), decision)).ok).toBe(true)
  })

  it('the holder’s cloud key vouches for one key made elsewhere, under the same decision', async () => {
    const pin = '2580'
    const cloud = await makeCloudKey(test.client, 'person-1', pin)
    const foreign = await makeCloudKey(test.client, 'person-2', pin)
    const { application } = personal(authority)
    delete application.publicKey
    const decision = decide(verifier, application)
    const bind = async (by: KeyDescription, publicKey: Uint8Array) => {
      const message = keyBindingBytes({ applicationDigest: applicationDigest(application), publicKey })
      const sealed = await sealedForSigning(test.client, by.keyId, by.person ?? '', pin, [digest('sha256', message)])
      return { cloudKeyId: by.keyId, signature: goodSignature(await test.client.sign({ ...sealed, items: [{ message }] })) }
    }
    const issueFor = (publicKey: Uint8Array, keyBinding?: KeyBinding) =>
      test.client.sign({
        purpose: 'certificate',
        keyId: authority.issuing.keyId,
        application,
        tbsCertificate: tbsFor(application, publicKey, authority.issuing),
        decision,
        ...(keyBinding === undefined ? {} : { keyBinding }),
      })
    const file = keyPair().publicKey
    // Another cloud key in the holder's name, under a PIN that the holder never chose.
    const planted = await makeCloudKey(test.client, 'person-1', pin)
    expect(await issueFor(file, await bind(planted, file))).toMatchObject({ because: 'application-mismatch' })
    expect((await issueFor(cloud.publicKey)).ok).toBe(true)
    expect(await issueFor(file, await bind(planted, file))).toMatchObject({ because: 'application-mismatch' })
    expect(await issueFor(file, await bind(foreign, file))).toMatchObject({ because: 'application-mismatch' })
    expect(await issueFor(file, await bind(cloud, keyPair().publicKey))).toMatchObject({ because: 'application-mismatch' })
    expect((await issueFor(file, await bind(cloud, file))).ok).toBe(true)
    const third = keyPair().publicKey
    expect(await issueFor(third, await bind(cloud, third))).toEqual({ ok: false, because: 'already-issued' })
  })

  it('another verifier is enrolled by a verifier’s signature only, and can be withdrawn', async () => {
    const bring = (signed?: ReturnType<typeof enrolment>) =>
      test.client.import({
        what: 'verifier',
        person: outsider.person,
        certificate: outsider.certificate,
        ...(signed === undefined ? {} : { enrolment: signed }),
      })
    const enrol = (signedBy?: Verifier) => bring(signedBy && enrolment(signedBy, outsider))
    expect(await enrol()).toEqual({ ok: false, because: 'no-decision' })
    expect(await enrol(outsider)).toEqual({ ok: false, because: 'decision-refused', reason: 'unknown-verifier' })
    const first = enrolment(verifier, outsider)
    expect((await bring(first)).ok).toBe(true)
    const one = personal(authority)
    expect((await ask(one.application, one.tbs, decide(outsider, one.application))).ok).toBe(true)
    expect(await test.client.destroy({ what: 'verifier', certificateSha256: outsider.sha256 })).toEqual({ ok: true })
    const two = personal(authority)
    expect(await ask(two.application, two.tbs, decide(outsider, two.application))).toMatchObject({ reason: 'unknown-verifier' })
    expect(await bring(first)).toEqual({ ok: false, because: 'decision-refused', reason: 'withdrawn-since' })
    expect(await ask(two.application, two.tbs, decide(outsider, two.application))).toMatchObject({ reason: 'unknown-verifier' })
    test.ahead = 60_000
    expect((await bring(enrolment(verifier, outsider, new Date(Date.now() + test.ahead)))).ok).toBe(true)
    test.ahead = 0
  })

  it('no key comes in from outside any more', async () => {
    const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' })
    expect(await test.client.import({ what: 'key', kind: 'root', privateKey })).toEqual({ ok: false, because: 'ceremony-closed' })
  })
})

function ask(application: Application, tbsCertificate: Uint8Array, decision?: SignedCertificateDecision) {
  return askFor(test.client, authority, application, tbsCertificate, decision)
}

function enrolment(by: Verifier, enrolled: Verifier, decidedAt = new Date()) {
  const decision = {
    type: 'countersign/verifier-enrolment/1' as const,
    certificateSha256: enrolled.sha256,
    person: enrolled.person,
    decidedBy: by.person,
    decidedAt: decidedAt.toISOString(),
  }
  return { decision, ...signedBy(by, decision) }
}
