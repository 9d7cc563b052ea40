/** A QR code as one SVG path in a square of `size`, dark modules only; the quiet zone of four modules is inside the square (ISO/IEC 18004 §5.3.8). */
import QRCode from 'qrcode'

export function qrPath(text: string, size: number): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const step = size / (modules.size + 8)
  const place = (index: number): string => ((index + 4) * step).toFixed(3)
  const side = step.toFixed(3)
  let path = ''
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) path += `M${place(column)} ${place(row)}h${side}v${side}h-${side}Z`
  return path
}
