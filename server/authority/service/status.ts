/**
 * Certificate status: OCSP (RFC 6960) answered from the register on demand, so a revocation shows in the next answer,
 * and sharded revocation lists (RFC 5280 §5), made anew after each revocation and before they run out.
 */
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { MalformedError } from '@countersign/engine/errors'
import {
  assembleOcspResponse,
  buildOcspRefusal,
  buildOcspResponseData,
  buildTbsCrl,
  certIdFor,
  certIdMatches,
  keyHash,
  parseOcspRequest,
  type CertId,
  type SingleOcspAnswer,
} from '@countersign/engine/revocation'
import { assembleSigned } from '@countersign/engine/x509'
import type { Act, Tx } from '../../platform/index.ts'
import { answerValidity, listRenewal, listValidity, pkiUrls, shardCount, type AuthorityKind } from '../rules.ts'
import { issuedBySerial, listOf, lockList, revokedIn, saveList, type ListRow } from '../store.ts'
import { hierarchyOf, type Hierarchy } from './hierarchy.ts'
import { signInVault } from './vault-answers.ts'

const signatureAlgorithm = signatureAlgorithmIdentifier('ecdsa-sha256')

/** An OCSPResponse to whatever was sent. */
export async function answerOcspRequest(act: Act, request: Uint8Array): Promise<Uint8Array> {
  let asked
  try {
    asked = parseOcspRequest(request)
  } catch (error) {
    if (error instanceof MalformedError) return buildOcspRefusal('malformedRequest')
    throw error
  }
  return answerOcsp(act, asked.requests, asked.nonce)
}

/** The answer about one of our certificates, as evidence to keep beside a signature. */
export async function ocspResponseFor(act: Act, serialNumber: string): Promise<Uint8Array> {
  const hierarchy = await hierarchyOf(act.platform)
  return answerOcsp(act, [certIdFor(serialNumber, hierarchy['issuing-authority'].certificate)], undefined)
}

async function answerOcsp(act: Act, certIds: readonly CertId[], nonce: Uint8Array | undefined): Promise<Uint8Array> {
  const hierarchy = await hierarchyOf(act.platform)
  const responder = hierarchy['ocsp-responder']
  const responses = await act.asSystem('answer-ocsp').transaction(async (tx) => {
    const answers: SingleOcspAnswer[] = []
    for (const certId of certIds) answers.push(await singleAnswer(tx, hierarchy, certId))
    return answers
  })
  const responseData = buildOcspResponseData({ responderKeyHash: keyHash(responder.certificate.spki), producedAt: act.now, responses, nonce })
  const signature = await signInVault(act.platform, { purpose: 'ocsp-response', keyId: responder.keyId, responseData })
  return assembleOcspResponse(responseData, signatureAlgorithm, signature, [responder.certificate.der])
}

/** A certificate that we never issued is "unknown", which no reader may take for good. */
async function singleAnswer(tx: Tx, hierarchy: Hierarchy, certId: CertId): Promise<SingleOcspAnswer> {
  const { now } = tx.act
  const validity = { certId, thisUpdate: now, nextUpdate: new Date(now.getTime() + answerValidity) }
  if (!certIdMatches(certId, certId.serialNumber, hierarchy['issuing-authority'].certificate)) return { ...validity, status: 'unknown' }
  const own = (['ocsp-responder', 'time-stamp-unit'] as const).some((kind) => hierarchy[kind].certificate.serialNumber === certId.serialNumber)
  if (own) return { ...validity, status: 'good' }
  const issued = await issuedBySerial(tx, certId.serialNumber)
  if (issued === undefined) return { ...validity, status: 'unknown' }
  if (issued.status === 'good' || issued.revoked_at === null) return { ...validity, status: 'good' }
  return { ...validity, status: 'revoked', revokedAt: issued.revoked_at, reason: issued.revocation_reason ?? 'unspecified' }
}

/** Signs and stores one list; makers of the same one wait for each other. */
export async function publishRevocationList(act: Act, issuer: AuthorityKind, shard: number): Promise<void> {
  const { platform, now } = act
  const hierarchy = await hierarchyOf(platform)
  const { certificate, keyId } = hierarchy[issuer]
  await act.asSystem('publish-revocation-list').transaction(async (tx) => {
    await lockList(tx, issuer, shard)
    const before = await listOf(tx, issuer, shard)
    const revoked = issuer === 'root' ? [] : await revokedIn(tx, shard)
    const number = (before?.number ?? 0) + 1
    const nextUpdate = new Date(now.getTime() + listValidity)
    const tbsCertList = buildTbsCrl({
      signatureAlgorithm,
      issuer: certificate.subject.der,
      authorityKeyIdentifier: certificate.subjectKeyIdentifier ?? keyHash(certificate.spki),
      thisUpdate: now,
      nextUpdate,
      crlNumber: number,
      entries: revoked.flatMap((row) =>
        row.revoked_at === null ? [] : [{ serialNumber: row.serial_number, revokedAt: row.revoked_at, reason: row.revocation_reason ?? 'unspecified' }],
      ),
      // The root's list is complete and covers the root itself, whose certificate names no distribution point.
      ...(issuer !== 'root' && { distributionPoint: { url: pkiUrls(platform.config.pkiUrl).list(issuer, shard) } }),
    })
    const signature = await signInVault(platform, { purpose: 'certificate-list', keyId, tbsCertList })
    const list = assembleSigned(tbsCertList, signatureAlgorithm, signature)
    await saveList(tx, { issuer, shard, number, this_update: now, next_update: nextUpdate, der: Buffer.from(list) })
  })
}

/** Every list that is missing or near its end. */
export async function renewRevocationLists(act: Act): Promise<void> {
  const lists: readonly (readonly [AuthorityKind, number])[] = [
    ['root', 0],
    ...Array.from({ length: shardCount }, (_, shard) => ['issuing-authority', shard] as const),
  ]
  for (const [issuer, shard] of lists) {
    const list = await revocationList(act, issuer, shard)
    if (list === undefined || list.next_update.getTime() - act.now.getTime() < listValidity - listRenewal) await publishRevocationList(act, issuer, shard)
  }
}

export async function revocationList(act: Act, issuer: AuthorityKind, shard: number): Promise<ListRow | undefined> {
  return act.asSystem('read-revocation-list').transaction((tx) => listOf(tx, issuer, shard))
}

/** The root's list, which says that the issuing authority stands: evidence to keep beside a signature. */
export async function rootRevocationList(act: Act): Promise<Uint8Array> {
  const list = await revocationList(act, 'root', 0)
  if (list === undefined) throw new Error('the root has no revocation list yet')
  return new Uint8Array(list.der)
}
