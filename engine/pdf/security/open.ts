/** Finds the security handler of a file (ISO 32000-1 §7.6.1). */
import { MalformedError } from '../../errors.ts'
import type { PdfView } from '../view.ts'
import type { Decryption } from './decryption.ts'

/** The file is encrypted, and not with the given or the empty password, or not with a password at all. */
export class LockedPdfError extends MalformedError {}

export async function openSecurity(plain: PdfView, _password: string): Promise<Decryption | undefined> {
  if (!plain.trailer.entries.has('Encrypt')) return undefined
  throw new LockedPdfError('encrypted files are not read yet')
}
