/** What a company's own key does here: say whose cabinet it would open, and sign the request for it. */
import { digest, digestOfSignature, signingKeyFrom } from '@countersign/engine/algorithms'
import { toBase64, utf8 } from '@countersign/engine/bytes'
import { signCades } from '@countersign/engine/cades'
import type { OpenedKey } from '../keys/openKeys.ts'
import type { Holder } from './queries.ts'

/** Whose cabinet the key would open; the server decides the same from the certificate alone. */
export function cabinetOf(key: OpenedKey, holder: Holder): { readonly name: string; readonly number: string } | undefined {
  const name = holder === 'legal-entity' ? key.company : key.person
  const number = holder === 'legal-entity' ? key.companyNumber : (key.companyNumber ?? key.personalNumber)
  return name === undefined || number === undefined ? undefined : { name, number }
}

/** CAdES, detached, over the text; base64. */
export async function signText(key: OpenedKey, text: string): Promise<string> {
  const signingKey = await signingKeyFrom(key.entry.privateKey)
  const digestAlgorithm = digestOfSignature(signingKey.algorithm) ?? 'sha256'
  const cms = await signCades({
    digest: digest(digestAlgorithm, utf8(text)),
    digestAlgorithm,
    certificate: key.certificate,
    chain: key.entry.chain,
    signingTime: new Date(),
    key: signingKey,
  })
  return toBase64(cms)
}
