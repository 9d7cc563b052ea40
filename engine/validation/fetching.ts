/** Revocation data and issuer certificates from where certificates point to. A source that does not answer gives nothing; the verdict says so. */
import type { Certificate } from '../x509/index.ts'
import { buildOcspRequest } from '../revocation/index.ts'
import type { Context } from './context.ts'

const maximumOcspBytes = 1 << 20
const maximumCrlBytes = 64 << 20
const maximumIssuerBytes = 1 << 20
const maximumRequests = 40

export async function fetchRevocation(context: Context, certificate: Certificate, issuer: Certificate): Promise<void> {
  for (const url of certificate.ocspUrls) {
    const body = buildOcspRequest({ certificate, issuer })
    const answer = await once(context, `${url} ${certificate.sha256}`, {
      url,
      method: 'POST',
      contentType: 'application/ocsp-request',
      body,
      maximumBytes: maximumOcspBytes,
    })
    if (answer !== undefined) return context.evidence.addOcspResponse(answer)
  }
  for (const url of certificate.crlDistributionPoints) {
    const list = await once(context, url, { url, method: 'GET', maximumBytes: maximumCrlBytes })
    if (list !== undefined) return context.evidence.addCrl(list)
  }
}

/** caIssuers of authorityInformationAccess (RFC 5280 §4.2.2.1); true where something new may have come. */
export async function fetchIssuers(context: Context, certificate: Certificate): Promise<boolean> {
  let any = false
  for (const url of certificate.caIssuersUrls) {
    const bytes = await once(context, url, { url, method: 'GET', maximumBytes: maximumIssuerBytes })
    if (bytes !== undefined && context.evidence.addCertificate(bytes) !== undefined) any = true
  }
  return any
}

async function once(context: Context, key: string, request: Parameters<NonNullable<Context['fetch']>>[0]): Promise<Uint8Array | undefined> {
  if (context.fetch === undefined || context.asked.has(key) || context.asked.size >= maximumRequests || !/^https?:/i.test(request.url)) return undefined
  context.asked.add(key)
  try {
    return await context.fetch(request)
  } catch {
    // The port rejects when the source does not answer: that is "nothing known", and the status stays unknown.
    return undefined
  }
}
