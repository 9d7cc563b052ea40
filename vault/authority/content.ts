/** What the other authority keys sign: revocation lists, status answers, time-stamps. Each key signs its own kind of content only. */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { signatureAlgorithmIdentifier } from '@countersign/engine/algorithms'
import { der, readDocument, readObjectIdentifier, readOctetString, tag } from '@countersign/engine/asn1'
import { equalBytes } from '@countersign/engine/bytes'
import { cmsOid, readAttributes, soleValue } from '@countersign/engine/cms'
import { MalformedError } from '@countersign/engine/errors'
import { keyHash, parseBasicOcspResponse, parseCrl } from '@countersign/engine/revocation'
import { parseTimestampInfo } from '@countersign/engine/timestamp'
import { assembleSigned } from '@countersign/engine/x509'
import type { KeyRow } from '../database.ts'
import type { signRequest } from '../protocol/requests.ts'
import type { Refusal, SignResponse } from '../protocol/responses.ts'
import { refuseContent } from '../refusals.ts'
import type { Vault } from '../vault.ts'
import { authorityAlgorithm, signWithAuthorityKey } from './key.ts'

type Asked = z.infer<typeof signRequest>
/** A stolen server must not date a time-stamp back. */
const clockTolerance = 60_000
/** Nor must what it had signed in its hour say "good" for years. */
const longestStatus = 8 * 24 * 60 * 60_000
const noSignature = new Uint8Array(1)

export async function signCertificateList(vault: Vault, key: KeyRow, { tbsCertList }: Extract<Asked, { purpose: 'certificate-list' }>): Promise<SignResponse> {
  const fault = orMalformed(() => {
    const list = parseCrl(assembleSigned(tbsCertList, signatureAlgorithmIdentifier(authorityAlgorithm(key)), noSignature))
    if (key.authority_name === null || !equalBytes(list.issuer, key.authority_name)) return refuseContent('the issuer is not the name of this key')
    return faultOfValidity(vault, list)
  })
  return fault ?? signContent(vault, key, 'list.signed', tbsCertList)
}

export async function signOcspResponse(vault: Vault, key: KeyRow, { responseData }: Extract<Asked, { purpose: 'ocsp-response' }>): Promise<SignResponse> {
  const fault = orMalformed(() => {
    const basic = parseBasicOcspResponse(der.sequence(responseData, signatureAlgorithmIdentifier(authorityAlgorithm(key)), der.bitString(noSignature)))
    if (!equalBytes(basic.responseData, responseData)) return refuseContent('not one ResponseData')
    if (!('keyHash' in basic.responder) || !equalBytes(basic.responder.keyHash, keyHash(key.public_key))) return refuseContent('the responder is not this key')
    return faultOfMoment(vault, basic.producedAt) ?? basic.responses.map((response) => faultOfValidity(vault, response)).find((fault) => fault !== undefined)
  })
  return fault ?? signContent(vault, key, 'status.signed', responseData)
}

export async function signTimestamp(
  vault: Vault,
  key: KeyRow,
  { signedAttributes, tstInfo }: Extract<Asked, { purpose: 'time-stamp' }>,
): Promise<SignResponse> {
  const fault = orMalformed(() => {
    const set = readDocument(signedAttributes, { nodes: 1024 })
    if (set.tag !== tag.set) return refuseContent('signed attributes are a SET OF')
    const attributes = readAttributes(set)
    const contentType = soleValue(attributes, cmsOid.contentType)
    if (contentType === undefined || readObjectIdentifier(contentType) !== cmsOid.tstInfo) return refuseContent('the content type is not TSTInfo')
    const messageDigest = soleValue(attributes, cmsOid.messageDigest)
    if (messageDigest === undefined || !equalBytes(readOctetString(messageDigest), createHash('sha256').update(tstInfo).digest()))
      return refuseContent('the message digest is not of this TSTInfo')
    return faultOfMoment(vault, parseTimestampInfo(tstInfo).genTime)
  })
  return fault ?? signContent(vault, key, 'time-stamp.signed', signedAttributes)
}

function faultOfMoment(vault: Vault, moment: Date): Refusal | undefined {
  const vaultTime = vault.clock.now()
  return Math.abs(moment.getTime() - vaultTime.getTime()) <= clockTolerance ? undefined : { ok: false, because: 'time-differs', vaultTime }
}

/** What is said of a certificate's status is of now, and ends soon. */
function faultOfValidity(vault: Vault, said: { readonly thisUpdate: Date; readonly nextUpdate?: Date }): Refusal | undefined {
  if (said.nextUpdate === undefined) return refuseContent('a status without an end')
  const lasts = said.nextUpdate.getTime() - said.thisUpdate.getTime()
  return faultOfMoment(vault, said.thisUpdate) ?? (lasts > longestStatus ? refuseContent('a status that lasts too long') : undefined)
}

async function signContent(vault: Vault, key: KeyRow, act: string, content: Uint8Array): Promise<SignResponse> {
  const logged = vault.log.writeSoon({ act, keyId: key.id, details: { sha256: createHash('sha256').update(content).digest('hex') } })
  const [signature] = await Promise.all([signWithAuthorityKey(vault, key, content), logged])
  return { ok: true, algorithm: authorityAlgorithm(key), signatures: [signature] }
}

function orMalformed(check: () => Refusal | undefined): Refusal | undefined {
  try {
    return check()
  } catch (error) {
    if (error instanceof MalformedError) return refuseContent(error.message)
    throw error
  }
}
