/**
 * Judging certificates and signatures for the other domains: the engine decides, this brings what it needs.
 * Evidence comes from the deployment's own authority, in this process: an answer of now, which is also what is kept beside a signature.
 */
import type { Readable } from 'node:stream'
import { verifySignature } from '@countersign/engine/algorithms'
import type { ByteSource } from '@countersign/engine/ports'
import { checkOcspResponse, parseOcspResponse } from '@countersign/engine/revocation'
import { validate, type Report } from '@countersign/engine/validation'
import { parseCertificate, sameName, type Certificate } from '@countersign/engine/x509'
import { VaultUnavailableError } from '@countersign/vault/protocol'
import { issuerChain, ocspResponseFor, rootRevocationList, trustAnchors } from '../authority/index.ts'
import type { Act } from '../platform/index.ts'

/** What stands beside a signature, so that it can be judged without asking anybody. */
export type Evidence = { readonly certificates: Uint8Array[]; readonly ocspResponses: Uint8Array[]; readonly crls: Uint8Array[] }

/** Chain, status answers of this moment for each certificate, and the list that says the issuing authority stands. Throws when the authority does not answer. */
export async function gatherEvidence(act: Act, certificates: readonly Certificate[]): Promise<Evidence> {
  const ocspResponses: Uint8Array[] = []
  for (const certificate of unique(certificates)) ocspResponses.push(await ocspResponseFor(act, certificate.serialNumber))
  return { certificates: await issuerChain(act.platform), ocspResponses, crls: [await rootRevocationList(act)] }
}

function unique(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.sha256, certificate])).values()]
}

export type CertificateStatus = 'good' | 'revoked' | 'unknown'

/** Was it issued by this deployment's authority, and how does it stand right now? */
export async function standingOf(act: Act, certificate: Certificate): Promise<{ readonly issuerAccepted: boolean; readonly status: CertificateStatus }> {
  const [issuerDer] = await issuerChain(act.platform)
  const issuer = issuerDer === undefined ? undefined : parseCertificate(issuerDer)
  if (issuer === undefined || !(await issuedBy(certificate, issuer))) return { issuerAccepted: false, status: 'unknown' }
  return { issuerAccepted: true, status: await statusOf(act, certificate, issuer) }
}

async function issuedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  if (!sameName(certificate.issuer, issuer.subject)) return false
  return verifySignature({ algorithm: certificate.signatureAlgorithm, publicKey: issuer.spki, message: certificate.tbs, signature: certificate.signature })
}

/** A vault that does not answer leaves the status unknown, which is shown and stops the signature; nothing else is caught. */
async function statusOf(act: Act, certificate: Certificate, issuer: Certificate): Promise<CertificateStatus> {
  let bytes: Uint8Array
  try {
    bytes = await ocspResponseFor(act, certificate.serialNumber)
  } catch (error) {
    if (error instanceof VaultUnavailableError) return 'unknown'
    throw error
  }
  const response = parseOcspResponse(bytes)
  if (response.kind === 'refusal') return 'unknown'
  const answer = await checkOcspResponse({ response: response.basic, certificate, issuer, controlTime: act.now, at: act.now })
  return answer.status === 'unusable' ? 'unknown' : answer.status
}

/** The engine's verdict for now. Without `evidence` only what the signature brings along counts, as for a stranger in years to come. */
export async function judge(
  act: Act,
  signed: Uint8Array | ByteSource,
  options: { readonly content?: ByteSource; readonly evidence?: Evidence },
): Promise<Report> {
  const trust = await trustAnchors(act.platform)
  return validate(signed, { trust, at: act.now, ...(options.content && { content: options.content }), ...options.evidence })
}

/** What verdicts here start from, for whoever verifies in their own browser. */
export async function anchors(act: Act): Promise<{ readonly trusted: readonly Certificate[]; readonly intermediates: readonly Uint8Array[] }> {
  return { trusted: (await trustAnchors(act.platform)).map(parseCertificate), intermediates: await issuerChain(act.platform) }
}

/** A stranger's file: kept while it is judged, encrypted like everything, and removed. */
export async function validateUpload(act: Act, contents: Readable, maximumBytes: number): Promise<Report> {
  const { storage } = act.platform
  const object = await storage.put(contents, { maximumBytes })
  try {
    return await judge(act, storage.source(object), {})
  } finally {
    await storage.remove(object)
  }
}
