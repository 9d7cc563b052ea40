/** Bytes made worse in the ways that parsers mind: bits, lengths, pieces cut out, doubled, moved or taken from another file. */

export type Chance = { below(limit: number): number }

/** mulberry32: the same seed, the same inputs. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, limit)
    },
  }
}

type Mutation = (bytes: Uint8Array, chance: Chance, other: Uint8Array) => Uint8Array

const flipBit: Mutation = (bytes, chance) => changed(bytes, chance.below(bytes.length), (octet) => octet ^ (1 << chance.below(8)))
const setOctet: Mutation = (bytes, chance) => changed(bytes, chance.below(bytes.length), () => interesting[chance.below(interesting.length)] ?? 0)
const truncate: Mutation = (bytes, chance) => bytes.slice(0, chance.below(bytes.length))
const cutOut: Mutation = (bytes, chance) => {
  const [from, to] = range(bytes, chance)
  return joined(bytes.subarray(0, from), bytes.subarray(to))
}
const repeat: Mutation = (bytes, chance) => {
  const [from, to] = range(bytes, chance)
  return joined(bytes.subarray(0, to), ...Array<Uint8Array>(1 + chance.below(8)).fill(bytes.subarray(from, to)), bytes.subarray(to))
}
const splice: Mutation = (bytes, chance, other) => {
  const [from, to] = range(other, chance)
  const at = chance.below(bytes.length)
  return joined(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(chance.below(2) === 0 ? at : Math.min(bytes.length, at + to - from)))
}
/** A length octet of DER: something that looks like a tag, and what follows it. */
const tamperLength: Mutation = (bytes, chance) => {
  const start = chance.below(bytes.length)
  for (let i = start; i < Math.min(bytes.length - 1, start + 64); i++)
    if (tags.has(bytes[i] ?? 0))
      return changed(bytes, i + 1 + chance.below(3), (octet) => (chance.below(2) === 0 ? octet + 1 - chance.below(3) : chance.below(256)))
  return flipBit(bytes, chance, bytes)
}
/** A number written in digits, as PDF and its cross-reference tables have them. */
const tamperNumber: Mutation = (bytes, chance) => {
  const start = chance.below(bytes.length)
  for (let i = start; i < Math.min(bytes.length, start + 256); i++) {
    if (!isDigit(bytes[i])) continue
    let end = i
    while (isDigit(bytes[end])) end += 1
    return joined(bytes.subarray(0, i), new TextEncoder().encode(numbers[chance.below(numbers.length)]), bytes.subarray(end))
  }
  return setOctet(bytes, chance, bytes)
}

const mutations: readonly Mutation[] = [flipBit, flipBit, setOctet, truncate, cutOut, repeat, splice, tamperLength, tamperLength, tamperNumber]
const interesting = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff, 0x30, 0x31, 0x04, 0x24, 0xa0, 0x1f, 0x28, 0x3c, 0x5b]
const tags = new Set([0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x17, 0x18, 0x30, 0x31, 0xa0, 0xa1, 0xa3])
const numbers = ['0', '1', '-1', '7', '65535', '2147483648', '4294967295', '9007199254740993', '99999999999999999999', '1e9', '0.5']

export function mutated(bytes: Uint8Array, chance: Chance, other: Uint8Array): Uint8Array {
  let result = bytes
  for (let left = 1 + chance.below(4); left > 0 && result.length > 0; left--)
    result = (mutations[chance.below(mutations.length)] ?? flipBit)(result, chance, other)
  return result
}

function changed(bytes: Uint8Array, at: number, change: (octet: number) => number): Uint8Array {
  const copy = bytes.slice()
  if (at < copy.length) copy[at] = change(copy[at] ?? 0)
  return copy
}

/** Mostly short, sometimes anything. */
function range(bytes: Uint8Array, chance: Chance): [from: number, to: number] {
  const from = chance.below(bytes.length)
  return [from, Math.min(bytes.length, from + 1 + chance.below(chance.below(4) === 0 ? bytes.length : 32))]
}

function isDigit(octet: number | undefined): boolean {
  return octet !== undefined && octet >= 0x30 && octet <= 0x39
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
