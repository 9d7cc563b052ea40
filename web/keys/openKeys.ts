/** A key file, opened in this page: the file, its password and the key go nowhere else. */
import { openKeystore, WrongPasswordError, type KeyEntry } from '@countersign/engine/keystore'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { readHolder, type Holder } from './holder.ts'

export type OpenedKey = Holder & { readonly entry: KeyEntry; readonly certificate: Certificate }

export type KeyFault = 'wrong-password' | 'unreadable' | 'no-certificate'

/** The keys in the file that have a certificate to sign with. */
export async function openKeys(file: File, password: string): Promise<{ readonly keys: readonly OpenedKey[] } | { readonly fault: KeyFault }> {
  let entries: KeyEntry[]
  try {
    entries = await openKeystore(new Uint8Array(await file.arrayBuffer()), password)
  } catch (error) {
    return { fault: error instanceof WrongPasswordError ? 'wrong-password' : 'unreadable' }
  }
  const keys = entries.flatMap((entry) => {
    if (entry.certificate === undefined) return []
    const certificate = parseCertificate(entry.certificate)
    return [{ entry, certificate, ...readHolder(certificate) }]
  })
  return keys.length === 0 ? { fault: 'no-certificate' } : { keys }
}
