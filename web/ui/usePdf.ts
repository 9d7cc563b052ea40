import { useEffect, useState } from 'react'
import { needsPassword, type OpenPdf, openPdfDocument, type PdfSource } from './pdfDocument.ts'

export type PdfState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly document: OpenPdf['document']; readonly pages: number; readonly ratio: number }
  | { readonly kind: 'failed'; readonly because: 'password' | 'unreadable' }

const opening: PdfState = { kind: 'opening' }

export function usePdf(source: PdfSource, attempt: number): PdfState {
  const [last, setLast] = useState<{ readonly source: PdfSource; readonly attempt: number; readonly state: PdfState }>()
  useEffect(() => {
    let wanted = true
    let opened: OpenPdf | undefined
    const settle = (state: PdfState) => {
      if (wanted) setLast({ source, attempt, state })
    }
    openPdfDocument(source)
      .then(async (pdf) => {
        opened = pdf
        if (!wanted) return pdf.close()
        const first = (await pdf.document.getPage(1)).getViewport({ scale: 1 })
        settle({ kind: 'open', document: pdf.document, pages: pdf.document.numPages, ratio: first.height / first.width })
      })
      .catch((error: unknown) => settle({ kind: 'failed', because: needsPassword(error) ? 'password' : 'unreadable' }))
    return () => {
      wanted = false
      void opened?.close()
    }
  }, [source, attempt])
  return last?.source === source && last.attempt === attempt ? last.state : opening
}
