/** A key file, opened in this page: the file, its password and the key go nowhere else. */
import { digest, digestOfSignature, signingKeyFrom } from '@countersign/engine/algorithms'
import { toBase64, utf8 } from '@countersign/engine/bytes'
import { signCades } from '@countersign/engine/cades'
import { openKeystore, WrongPasswordError, type KeyEntry } from '@countersign/engine/keystore'
import { parseCertificate, subjectIdentity, type Certificate } from '@countersign/engine/x509'
import type { Holder } from './queries.ts'

export type OpenedKey = {
  readonly entry: KeyEntry
  readonly certificate: Certificate
  /** Whom the certificate names. */
  readonly person: string
  readonly company: string | undefined
  readonly companyNumber: string | undefined
  readonly personalNumber: string | undefined
  readonly expired: boolean
}

export type KeyFault = 'wrong-password' | 'unreadable' | 'no-certificate'

/** The keys in the file that have a certificate to sign with. */
export async function openKeys(file: File, password: string): Promise<{ readonly keys: readonly OpenedKey[] } | { readonly fault: KeyFault }> {
  let entries: KeyEntry[]
  try {
    entries = await openKeystore(new Uint8Array(await file.arrayBuffer()), password)
  } catch (error) {
    return { fault: error instanceof WrongPasswordError ? 'wrong-password' : 'unreadable' }
  }
  const keys = entries.flatMap((entry) => (entry.certificate === undefined ? [] : [describe(entry, parseCertificate(entry.certificate))]))
  return keys.length === 0 ? { fault: 'no-certificate' } : { keys }
}

function describe(entry: KeyEntry, certificate: Certificate): OpenedKey {
  const subject = subjectIdentity(certificate)
  const now = new Date()
  return {
    entry,
    certificate,
    person: subject.commonName,
    company: subject.organisation,
    companyNumber: subject.organisationNumber?.value,
    personalNumber: subject.personalNumber?.value,
    expired: now < certificate.notBefore || now > certificate.notAfter,
  }
}

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
