/** What a copy is drawn from. */
import type { PDFFont } from '@cantoo/pdf-lib'
import type { PdfFonts } from '../../platform/index.ts'

export type CopySigner = {
  readonly certificateSha256: string
  readonly name: string
  /** `wait`: its evidence is not complete yet. */
  readonly verdict: 'good' | 'wait'
  /** Label and value, one line each, in the order they are to be read. */
  readonly lines: readonly { readonly label: string; readonly value: string }[]
}

export type CopyTexts = {
  readonly sheetTitle: string
  readonly noForce: string
  readonly verifyHint: string
  readonly fingerprint: string
  readonly foot: string
}

export type CopyOrder = {
  readonly title: string
  /** The view of the document; null where there is none. */
  readonly pages: Uint8Array | null
  readonly sha256: string
  readonly signers: readonly CopySigner[]
  readonly verifyUrl: string
  readonly texts: CopyTexts
  readonly fonts: PdfFonts
  readonly made: Date
  /** Whoever knows it may change the copy; made at random and forgotten, so that viewers open it for reading only. */
  readonly ownerPassword: string
}

export type Pen = { readonly regular: PDFFont; readonly bold: PDFFont }
