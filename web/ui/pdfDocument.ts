/**
 * pdf.js, fetched when the first document is looked at: its worker, fonts and character maps all come from our own origin.
 * Scripts inside a document are never run, and its form fields are drawn, not offered for filling.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist'
// oxlint-disable-next-line import/default -- the address of the file, as the bundler gives it
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

export type PdfSource = Uint8Array | string

export type OpenPdf = { readonly document: PDFDocumentProxy; readonly close: () => Promise<void> }

export async function openPdfDocument(source: PdfSource): Promise<OpenPdf> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist')
  GlobalWorkerOptions.workerSrc = workerUrl
  const parts = new URL(__PDF_PARTS__, window.location.href).href
  const task = getDocument({
    // pdf.js takes the bytes away from whoever gives them, so it gets its own.
    ...(typeof source === 'string' ? { url: source, withCredentials: true } : { data: source.slice() }),
    cMapUrl: `${parts}cmaps/`,
    standardFontDataUrl: `${parts}standard_fonts/`,
    wasmUrl: `${parts}wasm/`,
    iccUrl: `${parts}iccs/`,
    enableXfa: false,
  })
  return { document: await task.promise, close: () => task.destroy() }
}

export const needsPassword = (error: unknown): boolean => error instanceof Error && error.name === 'PasswordException'
