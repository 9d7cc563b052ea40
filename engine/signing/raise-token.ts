/** A time-stamp token with what its verifiers will need. Its own fields for certificates and revocation data are not signed (RFC 5652 §5.1). */
import { addValidationData } from '../cades/index.ts'
import { parseTimestampToken } from '../timestamp/index.ts'
import { collectValidationData } from './collect.ts'
import { needsOf } from './raise-cms.ts'
import type { Sources } from './sources.ts'

/** A token is a CMS whose signer counts at the token's own time. */
export function needsOfToken(bytes: Uint8Array): ReturnType<typeof needsOf> {
  const { signedData, info } = parseTimestampToken(bytes)
  return needsOf(signedData, info.genTime)
}

export async function withValidationData(token: Uint8Array, sources: Sources & { readonly at: Date }): Promise<Uint8Array> {
  const { needed, atHand } = needsOfToken(token)
  return addValidationData(token, await collectValidationData({ needed, atHand, sources, at: sources.at }))
}
