import { degrees, rgb, type PDFPage } from '@cantoo/pdf-lib'
import { qrPath } from './qr.ts'
import type { CopyOrder, Pen } from './order.ts'

const ink = rgb(0.09, 0.13, 0.23)
const size = 7
const qrSize = 30

/** One line at the visible foot of a page, and the code that leads to the verdict; turned with the page. */
export function drawFoot(page: PDFPage, pen: Pen, order: CopyOrder): void {
  const box = page.getCropBox()
  const turn = ((page.getRotation().angle % 360) + 360) % 360
  const sideways = turn === 90 || turn === 270
  const width = sideways ? box.height : box.width
  const text = fit(pen, order.texts.foot, width - 2 * 18 - qrSize)
  const at = (x: number, y: number): { x: number; y: number } => place(box, turn, x, y)
  page.drawText(text, { ...at(18, 10), size, font: pen.regular, color: ink, rotate: degrees(turn) })
  // Paths are drawn downwards from their origin.
  page.drawSvgPath(qrPath(order.verifyUrl, qrSize), { ...at(width - qrSize - 6, qrSize + 4), color: ink, rotate: degrees(-turn) })
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** From the corner that a reader sees as bottom left, to the page's own coordinates (ISO 32000-1 Table 30, /Rotate is clockwise). */
function place(box: Box, turn: number, x: number, y: number): { x: number; y: number } {
  if (turn === 90) return { x: box.x + box.width - y, y: box.y + x }
  if (turn === 180) return { x: box.x + box.width - x, y: box.y + box.height - y }
  if (turn === 270) return { x: box.x + y, y: box.y + box.height - x }
  return { x: box.x + x, y: box.y + y }
}

/** The longest beginning that fits; measuring is slow, so by halves. */
function fit(pen: Pen, text: string, width: number): string {
  const fits = (candidate: string): boolean => pen.regular.widthOfTextAtSize(candidate, size) <= width
  if (fits(text)) return text
  const characters = Array.from(text)
  let [least, most] = [0, characters.length]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (fits(`${characters.slice(0, middle).join('')}…`)) least = middle
    else most = middle - 1
  }
  return `${characters.slice(0, least).join('')}…`
}
