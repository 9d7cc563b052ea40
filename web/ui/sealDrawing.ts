/**
 * The rosette that belongs to one certificate: two woven rings of petals whose number, depth and turn are read
 * from the bytes of its SHA-256. The same certificate draws the same seal on a screen, in a PDF and on paper.
 * Few strands and strong swings, so that two seals still differ at 28 px.
 */

export type SealDrawing = {
  readonly size: number
  readonly ring: number
  readonly dot: number
  readonly line: number
  readonly outer: readonly string[]
  readonly inner: readonly string[]
  readonly tick: string
}

const steps = 360

export function drawSeal(fingerprint: string, size = 112): SealDrawing {
  const hex = fingerprint.toLowerCase().replace(/[^0-9a-f]/g, '')
  if (hex.length < 14) throw new RangeError('a seal is drawn from a SHA-256 in hexadecimal')
  const byte = (index: number) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)
  const centre = size / 2
  const waist = 0.3 + (byte(4) / 255) * 0.06
  return {
    size,
    ring: centre * 0.96,
    dot: size * 0.185,
    line: size / 96,
    outer: weave(centre, 5 + (byte(0) % 9), size * waist, size * 0.455, (byte(2) / 255) * Math.PI, 2 + (byte(5) % 2)),
    inner: weave(centre, 3 + (byte(1) % 5), size * 0.19, size * waist, (byte(3) / 255) * Math.PI, 2 + (byte(6) % 2)),
    tick: `M${round(centre - size * 0.075)} ${centre}l${round(size * 0.055)} ${round(size * 0.06)} ${round(size * 0.1)} ${round(-size * 0.12)}`,
  }
}

function weave(centre: number, petals: number, inner: number, outer: number, turn: number, strands: number): string[] {
  return Array.from({ length: strands }, (_, strand) => curve(centre, petals, inner, outer, turn + (strand * 2 * Math.PI) / strands))
}

function curve(centre: number, petals: number, inner: number, outer: number, turn: number): string {
  const middle = (inner + outer) / 2
  const swing = (outer - inner) / 2
  let path = ''
  for (let step = 0; step < steps; step++) {
    const angle = (step / steps) * 2 * Math.PI
    const radius = middle + swing * Math.sin(petals * angle + turn)
    path += `${step === 0 ? 'M' : 'L'}${round(centre + radius * Math.cos(angle))} ${round(centre + radius * Math.sin(angle))}`
  }
  return `${path}Z`
}

function round(value: number): string {
  return value.toFixed(2)
}
