/** The issuing agreement as a PDF, drawn from the decided dossier in the holder's language. Everything that binds is on it, nothing else. */
import { PDFDocument, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import { mendedFontkit, type PdfFonts } from '../../platform/index.ts'

export type AgreementText = {
  readonly title: string
  readonly number: string
  readonly paragraphs: readonly string[]
  readonly facts: readonly (readonly [string, string])[]
  readonly foot: string
}

const page = { width: 595.28, height: 841.89, margin: 64 }
const ink = rgb(0.086, 0.129, 0.227)
const soft = rgb(0.302, 0.345, 0.439)

export async function drawAgreement(text: AgreementText, fonts: PdfFonts, drawnAt: Date): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.registerFontkit(mendedFontkit)
  pdf.setTitle(`${text.title} ${text.number}`)
  pdf.setProducer('Countersign')
  pdf.setCreationDate(drawnAt)
  pdf.setModificationDate(drawnAt)
  const regular = await pdf.embedFont(fonts.regular, { subset: true })
  const bold = await pdf.embedFont(fonts.bold, { subset: true })
  const pen = new Pen(pdf)
  pen.write(text.title, bold, 22, ink)
  pen.write(text.number, regular, 11, soft)
  pen.gap(16)
  for (const [label, value] of text.facts) pen.fact(label, value, regular, bold)
  pen.gap(16)
  for (const paragraph of text.paragraphs) {
    pen.write(paragraph, regular, 11.5, ink)
    pen.gap(8)
  }
  pdf
    .getPages()
    .forEach((sheet, index, sheets) =>
      sheet.drawText(`${text.foot} · ${index + 1}/${sheets.length}`, { x: page.margin, y: 36, size: 9, font: regular, color: soft }),
    )
  return pdf.save()
}

/** Writes from the top down and begins a new page when one is full. */
class Pen {
  readonly #pdf: PDFDocument
  #sheet: PDFPage
  #y: number

  constructor(pdf: PDFDocument) {
    this.#pdf = pdf
    this.#sheet = pdf.addPage([page.width, page.height])
    this.#y = page.height - page.margin
  }

  gap(height: number): void {
    this.#y -= height
  }

  write(text: string, font: PDFFont, size: number, color: ReturnType<typeof rgb>): void {
    for (const line of wrap(text, font, size, page.width - 2 * page.margin)) this.#line(line, page.margin, font, size, color)
  }

  fact(label: string, value: string, regular: PDFFont, bold: PDFFont): void {
    const labelWidth = 170
    const lines = wrap(value, bold, 11, page.width - 2 * page.margin - labelWidth)
    lines.forEach((line, index) => {
      const y = this.#line(line, page.margin + labelWidth, bold, 11, ink)
      if (index === 0) this.#sheet.drawText(label, { x: page.margin, y, size: 11, font: regular, color: soft })
    })
  }

  #line(line: string, x: number, font: PDFFont, size: number, color: ReturnType<typeof rgb>): number {
    if (this.#y - size * 1.4 < page.margin) {
      this.#sheet = this.#pdf.addPage([page.width, page.height])
      this.#y = page.height - page.margin
    }
    this.#y -= size * 1.4
    this.#sheet.drawText(line, { x, y: this.#y, size, font, color })
    return this.#y
  }
}

function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && font.widthOfTextAtSize(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}
