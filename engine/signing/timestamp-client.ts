/** RFC 3161 over HTTP (§3.4): asks, and takes only a token that is over this very hash, repeats the nonce and is signed for time-stamping. */
import { randomBytes, type DigestName } from '../algorithms/index.ts'
import type { Fetch } from '../ports.ts'
import { buildTimestampRequest, checkTimestampToken, parseTimestampResponse } from '../timestamp/index.ts'
import { LevelNotReachedError } from './level.ts'
import type { Timestamp } from './sources.ts'
import { readable } from './certificates.ts'

const maximumBytes = 262_144
const nonceOctets = 8

export function timestampOver(fetch: Fetch, authority: { readonly url: string; readonly policy?: string }): Timestamp {
  return async (digest: DigestName, imprint: Uint8Array) => {
    const nonce = randomBytes(nonceOctets)
    const body = buildTimestampRequest({ imprint, digest, nonce, ...(authority.policy === undefined ? {} : { policy: authority.policy }) })
    const answer = parseTimestampResponse(await fetch({ url: authority.url, method: 'POST', contentType: 'application/timestamp-query', body, maximumBytes }))
    if (answer.kind === 'refused')
      throw new LevelNotReachedError(`the time-stamp authority refuses: ${answer.text ?? answer.failure ?? `status ${answer.status}`}`)
    const { token } = answer
    const check = await checkTimestampToken({
      token,
      imprint: (name) => (name === digest ? imprint : undefined),
      certificates: token.signedData.certificates.flatMap(readable),
      nonce,
    })
    if (check.kind === 'refused') throw new LevelNotReachedError(`the time-stamp authority answers with a token that does not hold: ${check.because}`)
    return token.bytes
  }
}
