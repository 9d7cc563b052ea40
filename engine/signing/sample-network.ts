/** For tests: a test authority with its time-stamp, OCSP, list and certificate services behind a Fetch port that no network carries. */
import { MalformedError } from '../errors.ts'
import type { Fetch } from '../ports.ts'
import { parseOcspRequest } from '../revocation/index.ts'
import { buildTimestampResponse, parseTimestampRequest } from '../timestamp/index.ts'
import {
  createPki,
  crlOf,
  hoursAfter,
  issue,
  issueSigner,
  issueTimestampUnit,
  ocspAnswer,
  timestamp,
  type Holder,
  type TestPki,
} from '../validation/test-pki.ts'

export type SampleNetwork = {
  readonly pki: TestPki
  readonly fetch: Fetch
  readonly tsaUrl: string
  /** About whom the responder answers. */
  readonly holders: Holder[]
  /** The services' clock. */
  now: Date
  /** Hexadecimal serial numbers of revoked certificates. */
  readonly revoked: Set<string>
  /** Every address asked, in order. */
  readonly asked: string[]
  readonly silent: Set<string>
}

type Years = { readonly notBefore: Date; readonly notAfter: Date }

/** Certificates are valid from a day before `now` for a year (signer) or ten (the rest). */
export async function sampleNetwork(now: Date, base = 'http://authority.test'): Promise<SampleNetwork> {
  const years = (count: number): Years => ({ notBefore: hoursAfter(now, -24), notAfter: hoursAfter(now, count * 365 * 24) })
  const authority = { basicConstraints: { authority: true }, keyUsage: ['keyCertSign', 'cRLSign'] } as const
  const urls = { crlDistributionPoints: [`${base}/issuing.crl`], ocspUrls: [`${base}/ocsp`], caIssuersUrls: [`${base}/issuing.cer`] }
  const { responder: _old, ...rest } = await createPki()
  const root = await issue({ commonName: 'Root', ...authority, ...years(20) })
  const issuing = await issue({ commonName: 'Issuing', ...authority, ...years(15), crlDistributionPoints: [`${base}/root.crl`] }, root)
  const responder = await issue(
    { commonName: 'Responder', keyUsage: ['digitalSignature'], extendedKeyUsage: { purposes: ['1.3.6.1.5.5.7.3.9'] }, ocspNoCheck: true, ...years(10) },
    issuing,
  )
  const pki: TestPki = {
    ...rest,
    root,
    issuing,
    responder,
    signer: await issueSigner(issuing, { ...urls, ...years(1) }),
    timestampUnit: await issueTimestampUnit(issuing, { ...urls, ...years(10) }),
  }
  const network: SampleNetwork = {
    pki,
    holders: [pki.signer, pki.timestampUnit],
    now,
    tsaUrl: `${base}/tsa`,
    revoked: new Set(),
    asked: [],
    silent: new Set(),
    fetch: async (request) => answer(request),
  }
  async function answer({ url, body = new Uint8Array(0) }: Parameters<Fetch>[0]): Promise<Uint8Array> {
    const path = url.slice(base.length)
    network.asked.push(path)
    if (network.silent.has(path)) throw new Error(`${url} does not answer`)
    switch (path) {
      case '/tsa': {
        const { imprint, nonce } = parseTimestampRequest(body)
        return buildTimestampResponse({ token: await timestamp(pki.timestampUnit, [pki.issuing], imprint.hash, network.now, nonce) })
      }
      case '/ocsp': {
        const serialNumber = parseOcspRequest(body).requests[0]?.serialNumber
        const subject = network.holders.find(({ certificate }) => certificate.serialNumber === serialNumber)
        if (subject === undefined || serialNumber === undefined) throw new MalformedError('the test responder does not know this certificate')
        const status = network.revoked.has(serialNumber) ? ({ status: 'revoked', revokedAt: network.now } as const) : {}
        return ocspAnswer(pki.responder, subject, pki.issuing, network.now, status)
      }
      case '/issuing.crl':
        return crlOf(pki.issuing, network.now)
      case '/root.crl':
        return crlOf(pki.root, network.now)
      case '/issuing.cer':
        return pki.issuing.certificate.der
      default:
        throw new Error(`${url} is not there`)
    }
  }
  return network
}
