/** Revocation data and issuers from where certificates point to (RFC 5280 §4.2.1.13, §4.2.2.1; RFC 6960 Appendix A). A source that does not answer gives nothing. */
import { parseSignedData } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import type { Fetch } from '../ports.ts'
import { buildOcspRequest } from '../revocation/index.ts'
import type { Certificate } from '../x509/index.ts'
import { readable } from './certificates.ts'
import type { Revocation } from './sources.ts'

const maximumOcspBytes = 1 << 20
const maximumCrlBytes = 64 << 20
const maximumIssuerBytes = 1 << 20

export function revocationOver(fetch: Fetch): Revocation {
  return async (certificate, issuer, kind) => {
    if (kind === 'crl') return firstOf(certificate.crlDistributionPoints, (url) => fetch({ url, method: 'GET', maximumBytes: maximumCrlBytes }))
    const body = buildOcspRequest({ certificate, issuer })
    return firstOf(certificate.ocspUrls, (url) => fetch({ url, method: 'POST', contentType: 'application/ocsp-request', body, maximumBytes: maximumOcspBytes }))
  }
}

/** caIssuers: a certificate, or a bundle of them (RFC 5280 §4.2.2.1). */
export async function issuersOver(fetch: Fetch, certificate: Certificate): Promise<Certificate[]> {
  const answers = await firstOf(certificate.caIssuersUrls, (url) => fetch({ url, method: 'GET', maximumBytes: maximumIssuerBytes }))
  return answers.flatMap((bytes) => [...readable(bytes), ...bundled(bytes)])
}

function bundled(bytes: Uint8Array): Certificate[] {
  try {
    return parseSignedData(bytes).certificates.flatMap(readable)
  } catch (error) {
    if (error instanceof MalformedError) return []
    throw error
  }
}

async function firstOf(urls: readonly string[], ask: (url: string) => Promise<Uint8Array>): Promise<Uint8Array[]> {
  for (const url of urls) {
    if (!/^https?:/i.test(url)) continue
    try {
      return [await ask(url)]
    } catch {
      // The port rejects when the source does not answer; the next one is asked, and whoever needs the data says what is missing.
    }
  }
  return []
}
