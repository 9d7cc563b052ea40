import { beforeAll, describe, expect, it } from 'vitest'
import { openssl, pem } from '../validation/openssl.ts'
import { createPki, crlOf, hoursAfter, issueSigner, moment, type Holder, type TestPki } from '../validation/test-pki.ts'
import { checkCrl, parseCrl, type RevocationAnswer } from './index.ts'

const noon = moment('2026-06-01T12:00:00Z')
const ours = { distributionPoint: { url: 'http://pki.example/crl/1.crl' } }
let pki: TestPki
let inShard: Holder
beforeAll(async () => {
  pki = await createPki()
  inShard = await issueSigner(pki.issuing, { crlDistributionPoints: [ours.distributionPoint.url] })
})

async function ask(bytes: Uint8Array, holder: Holder = pki.signer, at = noon): Promise<RevocationAnswer> {
  return checkCrl({ crl: parseCrl(bytes), certificate: holder.certificate, crlIssuer: pki.issuing.certificate, controlTime: at, at })
}

describe('a revocation list, asked about a certificate', () => {
  it('says that it is good, or revoked with time and reason', async () => {
    expect(await ask(await crlOf(pki.issuing, noon))).toMatchObject({ status: 'good', source: 'crl' })
    const entry = { serialNumber: pki.signer.certificate.serialNumber, revokedAt: hoursAfter(noon, -3), reason: 'superseded' } as const
    expect(await ask(await crlOf(pki.issuing, noon, [entry]))).toMatchObject({ status: 'revoked', revokedAt: entry.revokedAt, reason: 'superseded' })
  })

  it('convinces openssl likewise', async () => {
    const entry = { serialNumber: pki.signer.certificate.serialNumber, revokedAt: hoursAfter(noon, -3) }
    const verdict = async (list: Uint8Array): Promise<string> => {
      const files = {
        r: pem('CERTIFICATE', pki.root.certificate.der),
        i: pem('CERTIFICATE', pki.issuing.certificate.der),
        c: pem('X509 CRL', list),
        e: pem('CERTIFICATE', pki.signer.certificate.der),
      }
      return (await openssl(files, 'verify', '-CAfile', 'r', '-untrusted', 'i', '-CRLfile', 'c', '-crl_check', '-attime', String(noon.getTime() / 1000), 'e'))
        .output
    }
    expect(await verdict(await crlOf(pki.issuing, noon))).toMatch(/e: OK/)
    expect(await verdict(await crlOf(pki.issuing, noon, [entry]))).toMatch(/certificate revoked/)
  })

  it('answers for its own shard only', async () => {
    expect(await ask(await crlOf(pki.issuing, noon, [], ours), inShard)).toMatchObject({ status: 'good' })
    expect(await ask(await crlOf(pki.issuing, noon, [], { distributionPoint: { url: 'http://pki.example/crl/2.crl' } }), inShard)).toEqual({
      status: 'unusable',
      because: 'other-scope',
    })
    expect(await ask(await crlOf(pki.issuing, noon, [], ours), pki.signer)).toEqual({ status: 'unusable', because: 'other-scope' })
  })

  it.each([
    ['of another authority', 'other-certificate', async () => ask(await crlOf(pki.root, noon))],
    ['that an authority of the same name signed', 'signature-invalid', async () => ask(await crlOf((await createPki()).issuing, noon))],
    ['past its time', 'outdated', async () => ask(await crlOf(pki.issuing, hoursAfter(noon, -24 * 60)))],
    ['from the future', 'issued-later', async () => ask(await crlOf(pki.issuing, hoursAfter(noon, 1)))],
    [
      'made after the certificate expired',
      'issued-after-expiry',
      async () => ask(await crlOf(pki.issuing, moment('2029-01-01T00:00:00Z')), pki.signer, moment('2029-01-01T00:00:00Z')),
    ],
  ])('%s is refused', async (_, because, answer) => {
    expect(await answer()).toEqual({ status: 'unusable', because })
  })
})

describe('a list with a broken entry', () => {
  it('is no evidence, and throws nothing', async () => {
    const bytes = await crlOf(pki.issuing, noon, [{ serialNumber: 'aabbcc', revokedAt: noon }])
    const at = bytes.findIndex((_, i) => bytes[i] === 0xaa && bytes[i + 1] === 0xbb) - 2
    expect(await ask(bytes.with(at, 0x60))).toEqual({ status: 'unusable', because: 'malformed' })
  })
})

describe('old news', () => {
  it('of a revocation still count, and of a hold do not', async () => {
    const { serialNumber } = pki.signer.certificate
    const old = hoursAfter(noon, -24 * 60)
    expect(await ask(await crlOf(pki.issuing, old, [{ serialNumber, revokedAt: old, reason: 'keyCompromise' }]))).toMatchObject({ status: 'revoked' })
    expect(await ask(await crlOf(pki.issuing, old, [{ serialNumber, revokedAt: old, reason: 'certificateHold' }]))).toEqual({
      status: 'unusable',
      because: 'outdated',
    })
  })
})
