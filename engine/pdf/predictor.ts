/** PNG predictors and TIFF predictor 2 for 8-bit components (ISO 32000-1 §7.4.4.4). */
import { MalformedError } from '../errors.ts'
import { integerOf, type PdfDictionary } from './objects.ts'

export function undoPredictor(bytes: Uint8Array, settings: PdfDictionary | undefined): Uint8Array {
  const setting = (key: string, otherwise: number): number => integerOf(settings?.entries.get(key)) ?? otherwise
  const predictor = setting('Predictor', 1)
  if (predictor === 1) return bytes
  const bitsPerPixel = setting('Colors', 1) * setting('BitsPerComponent', 8)
  const pixel = Math.max(1, Math.ceil(bitsPerPixel / 8))
  const row = Math.ceil((setting('Columns', 1) * bitsPerPixel) / 8)
  if (row === 0 || row > 1_000_000 || pixel > 64) throw new MalformedError('a predictor with impossible dimensions')
  if (predictor >= 10) return undoPng(bytes, row, pixel)
  if (predictor !== 2 || setting('BitsPerComponent', 8) !== 8) throw new MalformedError('a predictor that is not read here')
  const decoded = bytes.slice()
  for (let start = 0; start < decoded.length; start += row) {
    for (let i = start + pixel; i < Math.min(start + row, decoded.length); i++) decoded[i] = (decoded[i] ?? 0) + (decoded[i - pixel] ?? 0)
  }
  return decoded
}

function undoPng(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1))
  const decoded = new Uint8Array(rows * row)
  let length = 0
  for (let r = 0; r < rows; r++) {
    const source = r * (row + 1)
    const kind = bytes[source] ?? 0
    const target = r * row
    const present = Math.min(row, bytes.length - source - 1)
    for (let i = 0; i < present; i++) {
      const left = i >= pixel ? (decoded[target + i - pixel] ?? 0) : 0
      const above = r > 0 ? (decoded[target + i - row] ?? 0) : 0
      const corner = r > 0 && i >= pixel ? (decoded[target + i - row - pixel] ?? 0) : 0
      decoded[target + i] = (bytes[source + 1 + i] ?? 0) + predicted(kind, left, above, corner)
    }
    length = target + Math.max(0, present)
  }
  return decoded.subarray(0, length)
}

function predicted(kind: number, left: number, above: number, corner: number): number {
  if (kind === 0) return 0
  if (kind === 1) return left
  if (kind === 2) return above
  if (kind === 3) return (left + above) >> 1
  if (kind !== 4) throw new MalformedError('an unknown PNG predictor')
  const estimate = left + above - corner
  const toLeft = Math.abs(estimate - left)
  const toAbove = Math.abs(estimate - above)
  const toCorner = Math.abs(estimate - corner)
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}
