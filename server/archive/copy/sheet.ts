/** The signature sheet: what was signed, by whom, when, with which certificate; one seal each. */
import { PageSizes, rgb, type PDFDocument, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import type { CopyOrder, CopySigner, Pen } from './order.ts'
import { qrPath } from './qr.ts'
import { rosetteOf } from './rosette.ts'

const ink = rgb(0.09, 0.13, 0.23)
const soft = rgb(0.3, 0.35, 0.44)
const penInk = rgb(0.14, 0.28, 0.77)
const verdicts = { good: rgb(0.08, 0.45, 0.3), wait: rgb(0.72, 0.45, 0.05) }
const margin = 48
const sealSize = 76
const qrSize = 92
const lineHeight = 13.5
const textLeft = margin + sealSize + 20

export function drawSheet(copy: PDFDocument, pen: Pen, order: CopyOrder): void {
  let page = copy.addPage(PageSizes.A4)
  let top = drawHead(page, pen, order)
  for (const signer of order.signers) {
    const lines = linesOf(signer, pen, page.getWidth() - margin - textLeft)
    const height = Math.max(sealSize, 20 + lines.length * lineHeight) + 22
    if (top - height < margin) {
      page = copy.addPage(PageSizes.A4)
      top = page.getHeight() - margin
    }
    drawSigner(page, pen, signer, lines, top)
    top -= height
  }
}

function drawHead(page: PDFPage, pen: Pen, order: CopyOrder): number {
  const width = page.getWidth() - 2 * margin - qrSize - 16
  let y = page.getHeight() - margin - 18
  const write = (text: string, font: PDFFont, size: number, color = ink): void => {
    for (const line of wrap(text, font, size, width)) {
      page.drawText(line, { x: margin, y, size, font, color })
      y -= size * 1.35
    }
    y -= 4
  }
  write(order.texts.sheetTitle, pen.bold, 18)
  write(order.title, pen.bold, 12)
  write(order.texts.noForce, pen.bold, 10)
  write(order.texts.verifyHint, pen.regular, 9, soft)
  write(`${order.texts.fingerprint} ${order.sha256}`, pen.regular, 9, soft)
  page.drawSvgPath(qrPath(order.verifyUrl, qrSize), { x: page.getWidth() - margin - qrSize, y: page.getHeight() - margin, color: ink })
  return Math.min(y - 6, page.getHeight() - margin - qrSize - 14)
}

type Line = { readonly label: string; readonly text: string }

function linesOf(signer: CopySigner, pen: Pen, width: number): Line[] {
  return signer.lines.flatMap(({ label, value }) => {
    const room = width - pen.regular.widthOfTextAtSize(`${label}  `, 9.5)
    return wrap(value, pen.regular, 9.5, Math.max(room, 60)).map((text, index) => ({ label: index === 0 ? label : '', text }))
  })
}

function drawSigner(page: PDFPage, pen: Pen, signer: CopySigner, lines: readonly Line[], top: number): void {
  page.drawLine({ start: { x: margin, y: top }, end: { x: page.getWidth() - margin, y: top }, thickness: 0.5, color: rgb(0.85, 0.84, 0.8) })
  drawSeal(page, signer, margin, top - 12)
  let y = top - 24
  page.drawText(signer.name, { x: textLeft, y, size: 12, font: pen.bold, color: ink })
  for (const { label, text } of lines) {
    y -= lineHeight
    if (label !== '') page.drawText(label, { x: textLeft, y, size: 9.5, font: pen.regular, color: soft })
    const indent = pen.regular.widthOfTextAtSize(`${label === '' ? '' : `${label}  `}`, 9.5)
    page.drawText(text, { x: textLeft + indent, y, size: 9.5, font: pen.regular, color: ink })
  }
}

function drawSeal(page: PDFPage, { certificateSha256, verdict }: CopySigner, x: number, y: number): void {
  const { outer, inner } = rosetteOf(certificateSha256, sealSize)
  const centre = { x: x + sealSize / 2, y: y - sealSize / 2 }
  page.drawCircle({ ...centre, size: sealSize * 0.48, borderColor: penInk, borderWidth: sealSize / 60 })
  for (const path of outer) page.drawSvgPath(path, { x, y, borderColor: penInk, borderWidth: sealSize / 96, borderOpacity: 0.9 })
  for (const path of inner) page.drawSvgPath(path, { x, y, borderColor: penInk, borderWidth: sealSize / 96, borderOpacity: 0.55 })
  page.drawCircle({ ...centre, size: sealSize * 0.185, color: verdicts[verdict], borderColor: rgb(1, 1, 1), borderWidth: sealSize / 28 })
  if (verdict !== 'good') return
  const tick = `M${sealSize * 0.425} ${sealSize * 0.5}l${sealSize * 0.055} ${sealSize * 0.06} ${sealSize * 0.1} -${sealSize * 0.12}`
  page.drawSvgPath(tick, { x, y, borderColor: rgb(1, 1, 1), borderWidth: sealSize / 26 })
}

/** At spaces, and inside a word that is longer than the line. */
export function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (font.widthOfTextAtSize(longer, size) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const character of word) {
      if (line !== '' && font.widthOfTextAtSize(line + character, size) > width) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return line === '' ? lines : [...lines, line]
}
