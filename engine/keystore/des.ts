/** DES and three-key triple DES decryption (FIPS 46-3), which old PKCS#12 files use for their keys. Plain rather than fast: files are small. */
import type { BlockDecryptor } from './block-cipher.ts'

const initial = [58, 60, 62, 64, 57, 59, 61, 63].flatMap((first) => Array.from({ length: 8 }, (_, i) => first - 8 * i))
const final = initial.map((_, index) => initial.indexOf(index + 1) + 1)
const permutation = [16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25]
const choiceOne = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, 63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30,
  22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
]
const choiceTwo = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34,
  53, 46, 42, 50, 36, 29, 32,
]
const shifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1]
/** Four rows of sixteen hexadecimal digits each. */
const boxes = [
  'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
  'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
  'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
  '7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
  '2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
  'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
  '4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
  'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b',
].map((digits) => Array.from(digits, (digit) => Number.parseInt(digit, 16)))

const pick = (bits: readonly number[], table: readonly number[]): number[] => table.map((position) => bits[position - 1] ?? 0)
const bitsOf = (octets: ArrayLike<number>): number[] => Array.from(octets).flatMap((octet) => Array.from({ length: 8 }, (_, i) => (octet >> (7 - i)) & 1))
const turned = (bits: readonly number[], by: number): number[] => [...bits.slice(by), ...bits.slice(0, by)]

/** Each box with the permutation behind it: 64 answers of 32 bits, so that a round is eight look-ups. */
const permutedBoxes = boxes.map((box, index) =>
  Uint32Array.from({ length: 64 }, (_, six) => {
    const value = box[16 * (2 * (six >> 5) + (six & 1)) + ((six >> 1) & 15)] ?? 0
    const bits = Array.from({ length: 32 }, (_unused, bit) => (bit >> 2 === index ? (value >> (3 - (bit & 3))) & 1 : 0))
    return numberOf(pick(bits, permutation))
  }),
)

function numberOf(bits: readonly number[]): number {
  return bits.reduce((value, bit) => ((value << 1) | bit) >>> 0, 0)
}

/** Sixteen round keys of eight six-bit numbers. */
function schedule(key: Uint8Array): number[][] {
  const chosen = pick(bitsOf(key), choiceOne)
  let [left, right] = [chosen.slice(0, 28), chosen.slice(28)]
  return shifts.map((shift) => {
    left = turned(left, shift)
    right = turned(right, shift)
    const round = pick([...left, ...right], choiceTwo)
    return Array.from({ length: 8 }, (_, index) => numberOf(round.slice(6 * index, 6 * index + 6)))
  })
}

/** The expansion takes six neighbouring bits for each box, overlapping by two: a rotation and the top six. */
function roundFunction(half: number, key: readonly number[]): number {
  let mixed = 0
  for (let index = 0; index < 8; index++) {
    const by = (4 * index + 31) & 31
    const six = ((half << by) | (half >>> (32 - by))) >>> 26
    mixed ^= permutedBoxes[index]?.[six ^ (key[index] ?? 0)] ?? 0
  }
  return mixed
}

function feistel(bits: readonly number[], keys: readonly number[][]): number[] {
  const start = pick(bits, initial)
  let [left, right] = [numberOf(start.slice(0, 32)), numberOf(start.slice(32))]
  for (const key of keys) [left, right] = [right, left ^ roundFunction(right, key)]
  return pick(
    [right, left].flatMap((half) => Array.from({ length: 32 }, (_, bit) => (half >>> (31 - bit)) & 1)),
    final,
  )
}

/** Keys of 8 octets (DES), 16 (two keys) or 24 (three). */
export function des(key: Uint8Array): BlockDecryptor {
  const parts = [0, 8, 16].filter((start) => start < key.length).map((start) => schedule(key.subarray(start, start + 8)))
  const [first = [], second = first, third = first] = parts
  const steps = parts.length === 1 ? [first.toReversed()] : [third.toReversed(), second, first.toReversed()]
  return (block) => {
    let bits = bitsOf(new Uint8Array(block.buffer, block.byteOffset, 8))
    for (const keys of steps) bits = feistel(bits, keys)
    for (let i = 0; i < 8; i++)
      block.setUint8(
        i,
        bits.slice(8 * i, 8 * i + 8).reduce((octet, bit) => octet * 2 + bit, 0),
      )
  }
}
