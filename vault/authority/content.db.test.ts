import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digest } from '@countersign/engine/algorithms'
import { der } from '@countersign/engine/asn1'
import { buildAttribute, cmsOid } from '@countersign/engine/cms'
import { buildOcspResponseData, buildTbsCrl, keyHash } from '@countersign/engine/revocation'
import { buildTimestampInfo, prepareTimestampToken, parseTimestampToken } from '@countersign/engine/timestamp'
import { buildName, keyIdentifierOf, parseCertificate } from '@countersign/engine/x509'
import { findBreak } from '../log.ts'
import { openTestVault, type TestVault } from '../testing.ts'
import { algorithm, applicationFor, certificateOf, createKey, goodSignature, holdCeremony, tbsFor, type Authority, type Issuer } from './testing.ts'

let test: TestVault
let authority: Authority
beforeAll(async () => {
  test = await openTestVault()
  authority = await holdCeremony(test.client)
})
afterAll(() => test.close())

const now = () => new Date(Math.floor(Date.now() / 1000) * 1000)

describe('a revocation list', () => {
  const day = 86_400_000
  const listOf = (issuer: Issuer, from = now(), lasts = day) =>
    buildTbsCrl({
      signatureAlgorithm: algorithm,
      issuer: buildName(issuer.subject),
      authorityKeyIdentifier: keyIdentifierOf(issuer.publicKey),
      thisUpdate: from,
      nextUpdate: new Date(from.getTime() + lasts),
      crlNumber: 1,
      entries: [{ serialNumber: '4001', revokedAt: now(), reason: 'keyCompromise' }],
    })

  it('is signed by the root and the issuing authority under their own names', async () => {
    for (const issuer of [authority.root, authority.issuing]) {
      const tbsCertList = listOf(issuer)
      expect(isGood(issuer, tbsCertList, goodSignature(await test.client.sign({ purpose: 'certificate-list', keyId: issuer.keyId, tbsCertList })))).toBe(true)
    }
    const answer = await test.client.sign({ purpose: 'certificate-list', keyId: authority.issuing.keyId, tbsCertList: listOf(authority.root) })
    expect(answer).toMatchObject({ ok: false, because: 'content-refused' })
  })

  it('is of now and ends within days: a thief cannot take the lists of years along', async () => {
    const answer = (tbsCertList: Uint8Array) => test.client.sign({ purpose: 'certificate-list', keyId: authority.issuing.keyId, tbsCertList })
    expect(await answer(listOf(authority.issuing, new Date(now().getTime() + 30 * day)))).toMatchObject({ because: 'time-differs' })
    expect(await answer(listOf(authority.issuing, new Date(now().getTime() - day)))).toMatchObject({ because: 'time-differs' })
    expect(await answer(listOf(authority.issuing, now(), 365 * day))).toMatchObject({ because: 'content-refused' })
  })

  it('is not a certificate in disguise, and no other key signs it', async () => {
    const application = applicationFor('natural-person', authority.issuing.publicKey, { commonName: 'Thief' })
    const tbsCertList = tbsFor(application, authority.issuing.publicKey, authority.issuing)
    expect(await test.client.sign({ purpose: 'certificate-list', keyId: authority.issuing.keyId, tbsCertList })).toMatchObject({ because: 'content-refused' })
    expect(await test.client.sign({ purpose: 'certificate-list', keyId: authority.ocsp.keyId, tbsCertList: listOf(authority.ocsp) })).toEqual({
      ok: false,
      because: 'wrong-kind',
    })
  })
})

describe('a status answer', () => {
  const answerOf = (responder: Issuer, producedAt = now(), lasts = 3_600_000) =>
    buildOcspResponseData({
      responderKeyHash: keyHash(responder.publicKey),
      producedAt,
      responses: [{ certId: { der: certId() }, status: 'good', thisUpdate: producedAt, nextUpdate: new Date(producedAt.getTime() + lasts) }],
    })

  it('is signed by the responder in its own name and time', async () => {
    const responseData = answerOf(authority.ocsp)
    const asking = { purpose: 'ocsp-response', keyId: authority.ocsp.keyId } as const
    expect(isGood(authority.ocsp, responseData, goodSignature(await test.client.sign({ ...asking, responseData })))).toBe(true)
    expect(await test.client.sign({ ...asking, responseData: answerOf(authority.issuing) })).toMatchObject({ because: 'content-refused' })
    expect(await test.client.sign({ ...asking, responseData: answerOf(authority.ocsp, new Date(Date.now() - 3_600_000)) })).toMatchObject({
      because: 'time-differs',
    })
    expect(await test.client.sign({ ...asking, responseData: answerOf(authority.ocsp, now(), 365 * 86_400_000) })).toMatchObject({ because: 'content-refused' })
    expect(await test.client.sign({ ...asking, responseData: new Uint8Array([0x30, 0]) })).toMatchObject({ because: 'content-refused' })
  })

  it('comes a hundred at a time, with a row in the log for each', async () => {
    const before = await length()
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => test.client.sign({ purpose: 'ocsp-response', keyId: authority.ocsp.keyId, responseData: answerOf(authority.ocsp) })),
    )
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect((await length()) - before).toBe(100)
    expect(await findBreak(test.vault.database)).toBeUndefined()
  })
})

describe('a time-stamp', () => {
  it('is signed over the signed attributes of this very TSTInfo', async () => {
    const { tstInfo, prepared } = await prepareToken(now())
    const asking = { purpose: 'time-stamp', keyId: authority.timestamp.keyId, signedAttributes: prepared.toBeSigned } as const
    const token = prepared.complete(goodSignature(await test.client.sign({ ...asking, tstInfo })))
    expect(parseTimestampToken(token).info.serialNumber).toContain('77')
    const { tstInfo: other } = await prepareToken(now(), '4078')
    expect(await test.client.sign({ ...asking, tstInfo: other })).toMatchObject({ because: 'content-refused' })
  })

  it('is neither dated back nor ahead', async () => {
    for (const minutes of [-2, 2]) {
      const { tstInfo, prepared } = await prepareToken(new Date(now().getTime() + minutes * 60_000))
      expect(await test.client.sign({ purpose: 'time-stamp', keyId: authority.timestamp.keyId, signedAttributes: prepared.toBeSigned, tstInfo })).toMatchObject(
        { because: 'time-differs' },
      )
    }
  })

  it('is nothing else in disguise', async () => {
    const { tstInfo } = await prepareToken(now())
    const messageDigest = buildAttribute(cmsOid.messageDigest, der.octetString(digest('sha256', tstInfo)))
    const asData = der.setOf(buildAttribute(cmsOid.contentType, der.objectIdentifier('1.2.840.113549.1.7.1')), messageDigest)
    const asTimestamp = der.setOf(buildAttribute(cmsOid.contentType, der.objectIdentifier(cmsOid.tstInfo)), messageDigest)
    const ask = (signedAttributes: Uint8Array, info = tstInfo) =>
      test.client.sign({ purpose: 'time-stamp', keyId: authority.timestamp.keyId, signedAttributes, tstInfo: info })
    expect(await ask(asData)).toMatchObject({ because: 'content-refused' })
    expect(await ask(messageDigest)).toMatchObject({ because: 'content-refused' })
    expect((await ask(asTimestamp)).ok).toBe(true)
    const notAnInfo = der.sequence()
    const overNothing = der.setOf(
      buildAttribute(cmsOid.contentType, der.objectIdentifier(cmsOid.tstInfo)),
      buildAttribute(cmsOid.messageDigest, der.octetString(digest('sha256', notAnInfo))),
    )
    expect(await ask(overNothing, notAnInfo)).toMatchObject({ because: 'content-refused' })
  })
})

/** The unit's own certificate, issued anew as the vault would for a successor. */
async function prepareToken(genTime: Date, serialNumber = '4077') {
  const spec = { policy: '0.4.0.2023.1.1', digest: 'sha256' as const, imprint: new Uint8Array(32).fill(5), serialNumber, genTime }
  const certificate = parseCertificate(await unitCertificate())
  const prepared = prepareTimestampToken({ ...spec, certificate, includeCertificates: true, signatureAlgorithm: 'ecdsa-sha256' })
  return { tstInfo: buildTimestampInfo(spec), prepared }
}

let unit: Promise<Uint8Array> | undefined
function unitCertificate(): Promise<Uint8Array> {
  const make = async (): Promise<Uint8Array> => {
    const { keyId: _, publicKey } = await createKey(test.client, 'time-stamp-unit')
    const application = applicationFor('time-stamp-unit', publicKey, { ...authority.timestamp.subject, commonName: 'Another Unit' })
    const tbsCertificate = tbsFor(application, publicKey, authority.issuing)
    return certificateOf(
      tbsCertificate,
      goodSignature(await test.client.sign({ purpose: 'certificate', keyId: authority.issuing.keyId, application, tbsCertificate })),
    )
  }
  unit ??= make()
  return unit
}

function certId(): Uint8Array {
  const sha1 = der.sequence(der.objectIdentifier('1.3.14.3.2.26'), der.nothing())
  return der.sequence(sha1, der.octetString(new Uint8Array(20)), der.octetString(new Uint8Array(20)), der.integer(7))
}

async function length(): Promise<number> {
  const state = await test.client.describe({ what: 'authority' })
  return state.ok ? state.log.length : 0
}

function isGood(signer: Issuer, message: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', message, createPublicKey({ key: Buffer.from(signer.publicKey), format: 'der', type: 'spki' }), signature)
}
