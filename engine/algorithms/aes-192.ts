/**
 * AES-192-CBC decryption (FIPS 197), for Chrome, whose WebCrypto has only the 128 and 256-bit keys; some key stores use the third.
 * Decryption of a file on the reader's own machine: table look-ups by secret bytes are of no use to anybody there.
 */

const rounds = 12

const doubled = (octet: number): number => ((octet << 1) ^ (octet & 0x80 ? 0x11b : 0)) & 0xff

/** §5.1.1: the inverse in GF(2^8), by walking powers of 3 and of its inverse together, then the affine map. */
function substitutionBox(): Uint8Array {
  const box = new Uint8Array(256)
  let [power, inverse] = [1, 1]
  do {
    power ^= doubled(power)
    inverse ^= inverse << 1
    inverse ^= inverse << 2
    inverse = (inverse ^ (inverse << 4)) & 0xff
    if (inverse & 0x80) inverse ^= 0x09
    const turned = (by: number): number => ((inverse << by) | (inverse >> (8 - by))) & 0xff
    box[power] = inverse ^ turned(1) ^ turned(2) ^ turned(3) ^ turned(4) ^ 0x63
  } while (power !== 1)
  box[0] = 0x63
  return box
}

const box = substitutionBox()
const inverseBox = new Uint8Array(256)
box.forEach((value, index) => (inverseBox[value] = index))

/** §5.2: thirteen round keys of sixteen octets. */
function expandKey(key: Uint8Array): Uint8Array {
  const words = new Uint8Array(16 * (rounds + 1))
  words.set(key)
  let constant = 1
  for (let offset = 24; offset < words.length; offset += 4) {
    let last = [...words.subarray(offset - 4, offset)]
    if (offset % 24 === 0) {
      last = [...last.slice(1), ...last.slice(0, 1)].map((octet) => box[octet] ?? 0)
      last[0] = (last[0] ?? 0) ^ constant
      constant = doubled(constant)
    }
    for (let i = 0; i < 4; i++) words[offset + i] = (words[offset - 24 + i] ?? 0) ^ (last[i] ?? 0)
  }
  return words
}

function addRoundKey(state: Uint8Array, keys: Uint8Array, round: number): void {
  for (let i = 0; i < 16; i++) state[i] = (state[i] ?? 0) ^ (keys[16 * round + i] ?? 0)
}

/** §5.3.1 and §5.3.2 together. */
function unshiftAndSubstitute(state: Uint8Array): void {
  const before = state.slice()
  for (let column = 0; column < 4; column++)
    for (let row = 0; row < 4; row++) state[4 * ((column + row) % 4) + row] = inverseBox[before[4 * column + row] ?? 0] ?? 0
}

/** §5.3.3: multiplication by 14, 11, 13 and 9. */
function unmixColumns(state: Uint8Array): void {
  for (let start = 0; start < 16; start += 4) {
    const column = [...state.subarray(start, start + 4)]
    for (let row = 0; row < 4; row++) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((step) => column[(row + step) % 4])
      const eight = doubled(doubled(doubled(a ^ b ^ c ^ d)))
      state[start + row] = eight ^ doubled(doubled(a ^ c)) ^ doubled(a ^ b) ^ b ^ c ^ d
    }
  }
}

/** undefined where length or padding is wrong. */
export function decryptAes192Cbc(key: Uint8Array, vector: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined {
  if (ciphertext.length === 0 || ciphertext.length % 16 !== 0) return undefined
  const keys = expandKey(key)
  const plain = ciphertext.slice()
  for (let offset = 0; offset < plain.length; offset += 16) {
    const state = plain.subarray(offset, offset + 16)
    addRoundKey(state, keys, rounds)
    for (let round = rounds - 1; round >= 0; round--) {
      unshiftAndSubstitute(state)
      addRoundKey(state, keys, round)
      if (round > 0) unmixColumns(state)
    }
    const previous = offset === 0 ? vector : ciphertext.subarray(offset - 16, offset)
    for (let i = 0; i < 16; i++) state[i] = (state[i] ?? 0) ^ (previous[i] ?? 0)
  }
  const padding = plain.at(-1) ?? 0
  if (padding < 1 || padding > 16 || plain.subarray(-padding).some((octet) => octet !== padding)) return undefined
  return plain.subarray(0, -padding)
}
