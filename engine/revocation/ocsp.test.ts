import { beforeAll, describe, expect, it } from 'vitest'
import { openssl, pem } from '../validation/openssl.ts'
import { createPki, flippedAt, hoursAfter, issue, issueSigner, moment, ocspAnswer, present, type TestPki } from '../validation/test-pki.ts'
import {
  buildOcspRefusal,
  buildOcspRequest,
  certIdMatches,
  checkOcspResponse,
  parseOcspRequest,
  parseOcspResponse,
  type OcspQuestion,
  type RevocationAnswer,
} from './index.ts'

const noon = moment('2026-06-01T12:00:00Z')
let pki: TestPki
beforeAll(async () => {
  pki = await createPki()
})

async function ask(bytes: Uint8Array, options: Partial<OcspQuestion> = {}): Promise<RevocationAnswer> {
  const parsed = parseOcspResponse(bytes)
  if (parsed.kind !== 'answer') throw new Error(parsed.because)
  return checkOcspResponse({
    response: parsed.basic,
    certificate: pki.signer.certificate,
    issuer: pki.issuing.certificate,
    controlTime: noon,
    at: noon,
    ...options,
  })
}

describe('an OCSP request', () => {
  it('names the certificate and carries the nonce', () => {
    const nonce = new Uint8Array([1, 2, 3, 4])
    const { requests, nonce: read } = parseOcspRequest(buildOcspRequest({ certificate: pki.signer.certificate, issuer: pki.issuing.certificate, nonce }))
    expect(requests).toHaveLength(1)
    expect(read).toEqual(nonce)
    expect(certIdMatches(present(requests[0]), pki.signer.certificate.serialNumber, pki.issuing.certificate)).toBe(true)
    expect(certIdMatches(present(requests[0]), pki.signer.certificate.serialNumber, pki.root.certificate)).toBe(false)
  })

  it('is the request that openssl understands', async () => {
    const { output } = await openssl(
      { 'q.der': buildOcspRequest({ certificate: pki.signer.certificate, issuer: pki.issuing.certificate }) },
      'ocsp',
      '-reqin',
      'q.der',
      '-req_text',
    )
    expect(output.replace(/^0+/, '').toLowerCase()).toContain(pki.signer.certificate.serialNumber.replace(/^0+/, ''))
  })
})

describe('an OCSP response', () => {
  it('of the authorised responder is believed, and openssl believes it too', async () => {
    const bytes = await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon)
    expect(await ask(bytes)).toMatchObject({ status: 'good', source: 'ocsp', signerNeedsNoCheck: true })
    const { ok, output } = await openssl(
      {
        'r.der': bytes,
        'root.pem': pem('CERTIFICATE', pki.root.certificate.der),
        'ca.pem': pem('CERTIFICATE', pki.issuing.certificate.der),
        'ee.pem': pem('CERTIFICATE', pki.signer.certificate.der),
      },
      'ocsp',
      '-respin',
      'r.der',
      '-issuer',
      'ca.pem',
      '-cert',
      'ee.pem',
      '-CAfile',
      'root.pem',
      '-verify_other',
      'ca.pem',
      '-no_nonce',
      '-attime',
      String(noon.getTime() / 1000),
      '-validity_period',
      '1000000000',
    )
    expect(output).toMatch(/verify OK/)
    expect(output).toMatch(/ee\.pem: good/)
    expect(ok).toBe(true)
  })

  it('tells of a revocation, its time and its reason', async () => {
    const revokedAt = hoursAfter(noon, -5)
    const bytes = await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon, { status: 'revoked', revokedAt, reason: 'keyCompromise' })
    expect(await ask(bytes)).toMatchObject({ status: 'revoked', revokedAt, reason: 'keyCompromise' })
  })

  it.each([
    ['for another certificate', 'other-certificate', async () => ask(await ocspAnswer(pki.responder, await issueSigner(pki.issuing), pki.issuing, noon))],
    ['from a responder of nobody', 'signer-not-authorised', async () => ask(await ocspAnswer(pki.timestampUnit, pki.signer, pki.issuing, noon))],
    [
      'from a responder that another authority authorised',
      'signer-not-authorised',
      async () => ask(await ocspAnswer((await createPki()).responder, pki.signer, pki.issuing, noon)),
    ],
    ['that says "unknown"', 'status-unknown', async () => ask(await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon, { status: 'unknown' }))],
    ['replayed after its time', 'outdated', async () => ask(await ocspAnswer(pki.responder, pki.signer, pki.issuing, hoursAfter(noon, -48)))],
    ['from the future', 'issued-later', async () => ask(await ocspAnswer(pki.responder, pki.signer, pki.issuing, hoursAfter(noon, 1)))],
    [
      'to another question',
      'nonce-differs',
      async () => ask(await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon, { nonce: new Uint8Array([1]) }), { nonce: new Uint8Array([2]) }),
    ],
    [
      'given after the certificate expired',
      'issued-after-expiry',
      async () => ask(await ocspAnswer(pki.issuing, pki.signer, pki.issuing, moment('2029-01-01T00:00:00Z')), { at: moment('2029-01-01T00:00:00Z') }),
    ],
  ])('%s is refused', async (_, because, answer) => {
    expect(await answer()).toEqual({ status: 'unusable', because })
  })

  it('with one bit changed is refused', async () => {
    const bytes = await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon)
    const parsed = parseOcspResponse(bytes)
    if (parsed.kind !== 'answer') throw new Error('expected an answer')
    const at = parsed.basic.signature.byteOffset - bytes.byteOffset + 20
    expect(await ask(flippedAt(bytes, at))).toEqual({ status: 'unusable', because: 'signature-invalid' })
  })

  it('from a responder whose certificate had not begun is refused', async () => {
    const late = await issue({ commonName: 'Late', extendedKeyUsage: { purposes: ['1.3.6.1.5.5.7.3.9'] }, notBefore: hoursAfter(noon, 1) }, pki.issuing)
    expect(await ask(await ocspAnswer(late, pki.signer, pki.issuing, noon))).toEqual({ status: 'unusable', because: 'signer-not-valid-then' })
  })

  it('given later serves an earlier moment', async () => {
    const bytes = await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon)
    expect(await ask(bytes, { controlTime: hoursAfter(noon, -100) })).toMatchObject({ status: 'good' })
  })

  it('can be a refusal', () => {
    expect(parseOcspResponse(buildOcspRefusal('unauthorized'))).toEqual({ kind: 'refusal', because: 'unauthorized' })
  })
})
