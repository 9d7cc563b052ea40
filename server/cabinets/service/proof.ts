/** Is this signature one that opens a company's cabinet? Trust is the deployment's own authority; an answer about the certificate's status is a must. */
import { fromBase64 } from '@countersign/engine/bytes'
import { parseSignedData } from '@countersign/engine/cms'
import { MalformedError } from '@countersign/engine/errors'
import { validate, type SubIndication } from '@countersign/engine/validation'
import { parseCertificate, subjectIdentity, type Certificate } from '@countersign/engine/x509'
import { issuerChain, ocspResponseFor, rootRevocationList, trustAnchors } from '../../authority/index.ts'
import type { Act } from '../../platform/index.ts'
import { companyOf, type Company, type Holder } from '../rules.ts'

export type Evidence = {
  readonly trust: readonly Uint8Array[]
  readonly certificates: readonly Uint8Array[]
  readonly ocspResponses: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
}

const refusals: Partial<Record<SubIndication, ProofRefusal>> = {
  FORMAT_FAILURE: 'signature.malformed',
  EXPIRED: 'certificate.expired',
  NOT_YET_VALID: 'certificate.expired',
  OUT_OF_BOUNDS_NO_POE: 'certificate.expired',
  OUT_OF_BOUNDS_NOT_REVOKED: 'certificate.expired',
  REVOKED: 'certificate.revoked',
  REVOKED_NO_POE: 'certificate.revoked',
  REVOKED_CA_NO_POE: 'certificate.revoked',
  TRY_LATER: 'certificate.status-unknown',
  REVOCATION_OUT_OF_BOUNDS_NO_POE: 'certificate.status-unknown',
  NO_CERTIFICATE_CHAIN_FOUND: 'certificate.untrusted',
  NO_SIGNING_CERTIFICATE_FOUND: 'certificate.untrusted',
  CERTIFICATE_CHAIN_GENERAL_FAILURE: 'certificate.untrusted',
  CHAIN_CONSTRAINTS_FAILURE: 'certificate.untrusted',
}

export type ProofRefusal =
  | 'signature.malformed'
  | 'signature.wrong'
  | 'certificate.untrusted'
  | 'certificate.expired'
  | 'certificate.revoked'
  | 'certificate.status-unknown'
  | 'certificate.no-company'
  | 'certificate.no-number'
export type ProofDecision =
  | { readonly kind: 'proved'; readonly company: Company; readonly certificate: Certificate }
  | { readonly kind: 'refused'; readonly because: ProofRefusal }

/** Nothing here asks anybody: what is known of the certificate comes in as evidence. */
export async function judgeProof(
  proof: { readonly cms: Uint8Array; readonly text: string; readonly holder: Holder; readonly at: Date },
  evidence: Evidence,
): Promise<ProofDecision> {
  const report = await validate(proof.cms, { content: new TextEncoder().encode(proof.text), at: proof.at, ...evidence })
  const [signature] = report.signatures
  if (signature === undefined || signature.signer === null) return { kind: 'refused', because: 'signature.malformed' }
  if (report.verdict !== 'passed' || report.signatures.length !== 1) {
    return { kind: 'refused', because: (signature.subIndication === null ? undefined : refusals[signature.subIndication]) ?? 'signature.wrong' }
  }
  const fingerprint = signature.signer.sha256
  const certificate = certificatesIn(proof.cms).find(({ sha256 }) => sha256 === fingerprint)
  if (certificate === undefined) return { kind: 'refused', because: 'signature.malformed' }
  const decision = companyOf(proof.holder, subjectIdentity(certificate))
  return decision.kind === 'company' ? { kind: 'proved', company: decision.company, certificate } : decision
}

const mostCertificates = 5

/** What our own authority knows about the certificates in a signature, without the network. Others stay unknown, and are refused. */
export async function gatherEvidence(act: Act, cms: Uint8Array): Promise<Evidence> {
  const certificates = certificatesIn(cms).slice(0, mostCertificates)
  const { platform } = act
  const chain = await issuerChain(platform)
  const issuing = chain[0] === undefined ? undefined : parseCertificate(chain[0])
  const ours = certificates.filter(({ issuer }) => issuer.text === issuing?.subject.text)
  const ocspResponses = await Promise.all(ours.map(({ serialNumber }) => ocspResponseFor(act, serialNumber)))
  return { trust: await trustAnchors(platform), certificates: chain, ocspResponses, crls: [await rootRevocationList(act)] }
}

function certificatesIn(cms: Uint8Array): Certificate[] {
  try {
    return parseSignedData(cms).certificates.flatMap((one) => {
      try {
        return [parseCertificate(one)]
      } catch {
        return []
      }
    })
  } catch (error) {
    if (error instanceof MalformedError) return []
    throw error
  }
}

/** Base64 as a browser sends it; undefined for anything else. */
export function readCms(text: string): Uint8Array | undefined {
  try {
    return fromBase64(text)
  } catch {
    return undefined
  }
}
