/** sign: each purpose to the kind of key that serves it, and to no other. */
import type { z } from 'zod'
import { closeCeremony } from '../authority/ceremony.ts'
import { signCertificate } from '../authority/certificate.ts'
import { signCertificateList, signOcspResponse, signTimestamp } from '../authority/content.ts'
import { findKey } from '../keys/store.ts'
import type { KeyKind, signRequest } from '../protocol/requests.ts'
import type { SignResponse } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'
import { signWithCloudKey } from './sign-cloud.ts'

type Asked = z.infer<typeof signRequest>

const kindsFor: Record<Exclude<Asked['purpose'], 'sign' | 'close-ceremony'>, readonly KeyKind[]> = {
  certificate: ['root', 'issuing-authority'],
  'certificate-list': ['root', 'issuing-authority'],
  'ocsp-response': ['ocsp-responder'],
  'time-stamp': ['time-stamp-unit'],
}

/** What is refused is written down too: somebody may be trying. Wrong secrets and locks have rows of their own. */
export async function sign(vault: Vault, asked: Asked): Promise<SignResponse> {
  const answer = await answerTo(vault, asked)
  if (answer.ok || answer.because === 'wrong-secret' || answer.because === 'locked') return answer
  const details = { purpose: asked.purpose, because: answer.because, ...('reason' in answer && { reason: answer.reason }) }
  await vault.log.writeSoon({
    act: 'sign.refused',
    ...('keyId' in asked && { keyId: asked.keyId }),
    ...('person' in asked && { person: asked.person }),
    details,
  })
  return answer
}

async function answerTo(vault: Vault, asked: Asked): Promise<SignResponse> {
  if (asked.purpose === 'sign') return signWithCloudKey(vault, asked)
  if (asked.purpose === 'close-ceremony') return closeCeremony(vault)
  const key = await findKey(vault.database, asked.keyId)
  if (key === undefined) return refuse('unknown-key')
  if (!kindsFor[asked.purpose].includes(key.kind)) return refuse('wrong-kind')
  if (key.wrapped === null) return refuse('destroyed')
  if (asked.purpose === 'certificate') return signCertificate(vault, key, asked)
  if (asked.purpose === 'certificate-list') return signCertificateList(vault, key, asked)
  return asked.purpose === 'ocsp-response' ? signOcspResponse(vault, key, asked) : signTimestamp(vault, key, asked)
}
