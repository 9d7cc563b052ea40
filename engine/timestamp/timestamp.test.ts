import { beforeAll, describe, expect, it } from 'vitest'
import { digest } from '../algorithms/index.ts'
import { utf8 } from '../bytes/index.ts'
import { purposes } from '../x509/index.ts'
import { openssl, pem } from '../validation/openssl.ts'
import { createPki, issueTimestampUnit, moment, sha256, timestamp, type Holder, type TestPki } from '../validation/test-pki.ts'
import {
  buildTimestampRequest,
  buildTimestampResponse,
  checkTimestampToken,
  parseTimestampRequest,
  parseTimestampResponse,
  parseTimestampToken,
  type TimestampCheck,
} from './index.ts'

const document = utf8('an agreement')
const noon = moment('2026-06-01T12:00:00Z')
let pki: TestPki
beforeAll(async () => {
  pki = await createPki()
})

async function check(token: Uint8Array, unit: Holder = pki.timestampUnit, nonce?: Uint8Array): Promise<TimestampCheck> {
  return checkTimestampToken({
    token: parseTimestampToken(token),
    imprint: (name) => digest(name, document),
    certificates: [unit.certificate],
    ...(nonce === undefined ? {} : { nonce }),
  })
}

describe('a time-stamp request', () => {
  it('says what is to be stamped', () => {
    const nonce = new Uint8Array([0x80, 1])
    const request = parseTimestampRequest(buildTimestampRequest({ imprint: sha256(document), digest: 'sha256', nonce }))
    expect(request).toMatchObject({ imprint: { digest: 'sha256', hash: sha256(document) }, nonce: new Uint8Array([0, 0x80, 1]), certificateWanted: true })
  })

  it('is the request that openssl understands', async () => {
    const { ok, output } = await openssl(
      { 'q.tsq': buildTimestampRequest({ imprint: sha256(document), digest: 'sha256', nonce: new Uint8Array([7]) }) },
      'ts',
      '-query',
      '-in',
      'q.tsq',
      '-text',
    )
    expect(output).toMatch(/Hash Algorithm: sha256/)
    expect(output).toMatch(/Nonce: 0x07/)
    expect(ok).toBe(true)
  })
})

describe('a time-stamp token', () => {
  it('is accepted by openssl, and refused by it over another document', async () => {
    const token = await timestamp(pki.timestampUnit, [pki.issuing], sha256(document), noon, new Uint8Array([5]))
    const files = {
      doc: document,
      other: utf8('another'),
      'r.tsr': buildTimestampResponse({ token }),
      'root.pem': pem('CERTIFICATE', pki.root.certificate.der),
    }
    const verify = ['ts', '-verify', '-in', 'r.tsr', '-CAfile', 'root.pem', '-attime', String(noon.getTime() / 1000)]
    expect((await openssl(files, ...verify, '-data', 'doc')).output).toMatch(/Verification: OK/)
    expect((await openssl(files, ...verify, '-data', 'other')).ok).toBe(false)
  })

  it('tells the time and repeats the nonce', async () => {
    const response = parseTimestampResponse(
      buildTimestampResponse({ token: await timestamp(pki.timestampUnit, [], sha256(document), noon, new Uint8Array([5])) }),
    )
    if (response.kind !== 'granted') throw new Error('expected a token')
    expect(response.token.info).toMatchObject({ genTime: noon, accuracy: 1000, nonce: new Uint8Array([5]), policy: '1.3.6.1.4.1.99999.1' })
  })

  it('holds for its document and its nonce only', async () => {
    const token = await timestamp(pki.timestampUnit, [], sha256(document), noon, new Uint8Array([5]))
    expect(await check(token, pki.timestampUnit, new Uint8Array([5]))).toMatchObject({ kind: 'holds' })
    expect(await check(token, pki.timestampUnit, new Uint8Array([6]))).toMatchObject({ because: 'nonce-differs' })
    expect(await check(await timestamp(pki.timestampUnit, [], sha256(utf8('x')), noon))).toMatchObject({ because: 'imprint-differs' })
  })

  it('from a certificate that is not for time-stamping alone is refused', async () => {
    const notCritical = await issueTimestampUnit(pki.issuing, { extendedKeyUsage: { purposes: [purposes.timeStamping] } })
    const notSole = await issueTimestampUnit(pki.issuing, { extendedKeyUsage: { critical: true, purposes: [purposes.timeStamping, purposes.ocspSigning] } })
    for (const unit of [notCritical, notSole, { ...pki.signer }])
      expect(await check(await timestamp(unit, [], sha256(document), noon), unit)).toMatchObject({ because: 'wrong-purpose' })
  })

  it('with another time written into it is refused', async () => {
    const token = await timestamp(pki.timestampUnit, [], sha256(document), noon)
    const at = new TextDecoder('latin1').decode(token).indexOf('20260601120000Z')
    token[at + 3] = 0x35
    expect(await check(token)).toMatchObject({ because: 'content-digest-differs' })
  })

  it('can be refused by the authority', async () => {
    const bytes = buildTimestampResponse({ failure: 'badAlg', text: 'MD5 is not accepted' })
    expect(parseTimestampResponse(bytes)).toEqual({ kind: 'refused', status: 2, failure: 'badAlg', text: 'MD5 is not accepted' })
    expect((await openssl({ r: bytes }, 'ts', '-reply', '-in', 'r', '-text')).output).toMatch(/MD5 is not accepted/)
  })
})
