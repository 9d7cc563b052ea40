/**
 * The rosette of a seal: two woven rings whose petals, depth and turn come from the bytes of a certificate's SHA-256.
 * One certificate always looks the same, here and on screen.
 */

export type Rosette = { readonly outer: readonly string[]; readonly inner: readonly string[] }

/** SVG paths in a square of `size`, origin top left. */
export function rosetteOf(sha256: string, size: number): Rosette {
  const byte = (index: number): number => Number.parseInt(sha256.slice(index * 2, index * 2 + 2), 16)
  const waist = size * (0.3 + (byte(4) / 255) * 0.06)
  return {
    outer: strands({ size, petals: 5 + (byte(0) % 9), from: waist, to: size * 0.455, turn: (byte(2) / 255) * Math.PI, count: 2 + (byte(5) % 2) }),
    inner: strands({ size, petals: 3 + (byte(1) % 5), from: size * 0.19, to: waist, turn: (byte(3) / 255) * Math.PI, count: 2 + (byte(6) % 2) }),
  }
}

type Ring = { readonly size: number; readonly petals: number; readonly from: number; readonly to: number; readonly turn: number; readonly count: number }

const steps = 240

function strands(ring: Ring): string[] {
  return Array.from({ length: ring.count }, (_, strand) => curve(ring, ring.turn + (strand * 2 * Math.PI) / ring.count))
}

function curve({ size, petals, from, to }: Ring, turn: number): string {
  const points = Array.from({ length: steps }, (_, step) => {
    const angle = (step / steps) * 2 * Math.PI
    const radius = (from + to) / 2 + ((to - from) / 2) * Math.sin(petals * angle + turn)
    return `${(size / 2 + radius * Math.cos(angle)).toFixed(2)} ${(size / 2 + radius * Math.sin(angle)).toFixed(2)}`
  })
  return `M${points.join('L')}Z`
}
