/** Whether a PDF can be read and can take signatures inside itself. */
import { checkSignable, type Signable } from '@countersign/engine/pdf'
import type { ByteSource } from '@countersign/engine/ports'

/** A `damaged` one is refused: nobody could read what they sign. Any other fault is kept with the document, which is then signed beside only. */
export type PdfFault = 'damaged' | Exclude<Extract<Signable, { ok: false }>['because'], 'not-a-pdf'>

export type PdfExamination = { readonly pages: number | null; readonly fault: PdfFault | null }

export async function examinePdf(source: ByteSource): Promise<PdfExamination> {
  const answer = await checkSignable(source)
  if (answer.ok) return { pages: answer.pages, fault: null }
  return { pages: null, fault: answer.because === 'not-a-pdf' ? 'damaged' : answer.because }
}
