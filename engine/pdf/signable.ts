/** Can this file be signed by appending? Asked before anybody is asked to sign. */
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import { certificationLevel } from './certification.ts'
import { openPdf, type Pdf } from './document.ts'
import { readFields } from './fields.ts'
import { firstPage, pageCount } from './pages.ts'
import { LockedPdfError } from './security/open.ts'
import { asSource } from './source.ts'

export type Signable =
  | { readonly ok: true; readonly pages: number }
  | { readonly ok: false; readonly because: 'not-a-pdf' | 'damaged' | 'encrypted' | 'not-permitted' | 'certified' }

/** Bits 4, 6 and 9 of /P (ISO 32000-1 Table 22): modify, annotate and fill, fill and sign. */
const permissionsToSign = (1 << 3) | (1 << 5) | (1 << 8)

export async function checkSignable(input: Uint8Array | ByteSource, options: { readonly password?: string } = {}): Promise<Signable> {
  const source = asSource(input)
  let pdf: Pdf
  try {
    pdf = await openPdf(source, options)
  } catch (error) {
    if (error instanceof LockedPdfError) return { ok: false, because: 'encrypted' }
    if (error instanceof MalformedError) return { ok: false, because: error.offset === 0 ? 'not-a-pdf' : 'damaged' }
    throw error
  }
  try {
    const { view } = pdf
    if ((await firstPage(view)) === undefined) return { ok: false, because: 'damaged' }
    await readFields(view)
    // A certification that allows no changes allows no further signature either (§12.8.2.2).
    if ((await certificationLevel(view)) === 1) return { ok: false, because: 'certified' }
    if (view.decryption !== undefined && (view.decryption.permissions & permissionsToSign) === 0) return { ok: false, because: 'not-permitted' }
    return { ok: true, pages: await pageCount(view) }
  } catch (error) {
    if (error instanceof MalformedError) return { ok: false, because: 'damaged' }
    throw error
  }
}
