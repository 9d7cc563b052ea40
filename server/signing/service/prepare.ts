/** Before a signature: may it be made, and over what exactly? What is returned is computed from what is stored. */
import { createHash } from 'node:crypto'
import { toBase64 } from '@countersign/engine/bytes'
import type { Certificate } from '@countersign/engine/x509'
import { findAccount } from '../../accounts/index.ts'
import { issuerChain } from '../../authority/index.ts'
import { ownParticipant, readable, takesPdfSignature, type Document, type Participant } from '../../documents/index.ts'
import type { Act, Tx } from '../../platform/index.ts'
import { decideSigning, type SignerFacts, type SigningDecision, type Standing } from '../rules.ts'
import { revisionsOf } from '../store.ts'
import { examine, factsOf, readCertificate } from './certificate.ts'

export type DocumentDigest = 'sha256' | 'sha384' | 'sha512'

export type Preparation = {
  readonly document: Document
  readonly signer: SignerFacts
  readonly certificateSha256: string
  readonly digestAlgorithm: DocumentDigest
  /** Hex. */
  readonly digest: string
  /** Issuers of the certificate, to be carried in the signature. Base64 DER, nearest first. */
  readonly chain: readonly string[]
  /** The revision that a signature inside the PDF has to be appended to. */
  readonly pdfRevision: number | null
}

export type PreparationResult = { readonly kind: 'allowed'; readonly preparation: Preparation } | Exclude<SigningDecision, { kind: 'allowed' }>

export async function prepareSigning(
  act: Act,
  id: string,
  given: { readonly certificate: Uint8Array; readonly digestAlgorithm: DocumentDigest },
): Promise<PreparationResult> {
  const certificate = readCertificate(given.certificate)
  const standing = await examine(act, certificate)
  const found = await act.transaction(async (tx) => {
    const document = await readable(tx, id)
    const revisions = await revisionsOf(tx, id)
    return { document, pdfRevision: takesPdfSignature(document) ? (revisions.at(-1)?.number ?? 0) : null, decision: await decide(tx, document, standing) }
  })
  if (found.decision.kind === 'refused') return found.decision
  const { document, pdfRevision } = found
  const { digestAlgorithm } = given
  return {
    kind: 'allowed',
    preparation: {
      document,
      ...shownOf(certificate),
      digestAlgorithm,
      digest: await digestOf(act, document, digestAlgorithm),
      chain: (await issuerChain(act.platform)).map(toBase64),
      pdfRevision,
    },
  }
}

function shownOf(certificate: Certificate): { readonly signer: SignerFacts; readonly certificateSha256: string } {
  return { signer: factsOf(certificate), certificateSha256: certificate.sha256 }
}

/** The decision on what is known in this transaction. */
export async function decide(tx: Tx, document: Document, certificate: Standing, participant?: Participant): Promise<SigningDecision> {
  const signer = participant ?? (await ownParticipant(tx, document))
  return decideSigning({ document, participant: signer, certificate, emailConfirmed: await emailConfirmed(tx), now: tx.act.now })
}

/** Whoever came by a link has shown that the mailbox is theirs. */
async function emailConfirmed(tx: Tx): Promise<boolean> {
  const { actor } = tx.act
  if (actor.kind !== 'account') return actor.kind === 'guest'
  return (await findAccount(tx, actor.accountId))?.confirmed ?? false
}

/** SHA-256 is known from the upload, over bytes that storage authenticates; others are computed by reading them. */
async function digestOf(act: Act, document: Document, name: DocumentDigest): Promise<string> {
  if (name === 'sha256') return document.original.sha256
  const hash = createHash(name)
  for await (const piece of act.platform.storage.read(document.original)) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}
