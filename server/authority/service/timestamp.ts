/** The time-stamp unit (RFC 3161, EN 319 422): one token for one imprint, the key in the vault, the clock ours. */
import { randomBytes } from 'node:crypto'
import type { DigestName } from '@countersign/engine/algorithms'
import { toHex } from '@countersign/engine/bytes'
import { MalformedError } from '@countersign/engine/errors'
import { buildTimestampInfo, buildTimestampResponse, parseTimestampRequest, prepareTimestampToken } from '@countersign/engine/timestamp'
import type { Platform } from '../../platform/index.ts'
import { policies, serialNumberFrom } from '../rules.ts'
import { hierarchyOf } from './hierarchy.ts'
import { signInVault } from './vault-answers.ts'

const accepted: readonly DigestName[] = ['sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-384', 'sha3-512']
/** The host's clock is kept by NTP; a second either way is what we answer for. */
const accuracySeconds = 1

/** A token over `imprint`, for our own services. Throws when the vault does not answer: the caller's job is retried. */
export async function requestTimestamp(platform: Platform, asked: { readonly digest: DigestName; readonly imprint: Uint8Array }): Promise<Uint8Array> {
  return token(platform, { ...asked, includeCertificates: true })
}

/** A TimeStampResp for the world. Refusals are answers of the protocol, never HTTP errors. */
export async function answerTimestampRequest(platform: Platform, request: Uint8Array): Promise<Uint8Array> {
  let asked
  try {
    asked = parseTimestampRequest(request)
  } catch (error) {
    if (error instanceof MalformedError) return buildTimestampResponse({ failure: 'badDataFormat' })
    throw error
  }
  const { digest, hash } = asked.imprint
  if (digest === undefined || !accepted.includes(digest)) return buildTimestampResponse({ failure: 'badAlg' })
  if (asked.policy !== undefined && asked.policy !== policies.timestamp) return buildTimestampResponse({ failure: 'unacceptedPolicy' })
  if (asked.extensions.length > 0) return buildTimestampResponse({ failure: 'unacceptedExtension' })
  return buildTimestampResponse({
    token: await token(platform, { digest, imprint: hash, includeCertificates: asked.certificateWanted, ...(asked.nonce && { nonce: asked.nonce }) }),
  })
}

async function token(
  platform: Platform,
  asked: { readonly digest: DigestName; readonly imprint: Uint8Array; readonly includeCertificates: boolean; readonly nonce?: Uint8Array },
): Promise<Uint8Array> {
  const hierarchy = await hierarchyOf(platform)
  const unit = hierarchy['time-stamp-unit']
  const info = {
    policy: policies.timestamp,
    digest: asked.digest,
    imprint: asked.imprint,
    serialNumber: toHex(serialNumberFrom(randomBytes(16))),
    genTime: platform.clock.now(),
    accuracySeconds,
    nonce: asked.nonce,
  }
  const prepared = prepareTimestampToken({
    ...info,
    certificate: unit.certificate,
    chain: [hierarchy['issuing-authority'].certificate.der],
    includeCertificates: asked.includeCertificates,
    signatureAlgorithm: 'ecdsa-sha256',
  })
  const signature = await signInVault(platform, {
    purpose: 'time-stamp',
    keyId: unit.keyId,
    signedAttributes: prepared.toBeSigned,
    tstInfo: buildTimestampInfo(info),
  })
  return prepared.complete(signature)
}
