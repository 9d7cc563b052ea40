/** RC2 decryption (RFC 2268), which old PKCS#12 files use for their certificates. */
import { fromHex } from '../bytes/index.ts'
import type { BlockDecryptor } from './block-cipher.ts'

/** RFC 2268 §2. */
const piTable = fromHex(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
)
const pi = (index: number): number => piTable[index & 0xff] ?? 0

function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const octets = new Uint8Array(128)
  octets.set(key)
  const at = (index: number): number => octets[index] ?? 0
  for (let i = key.length; i < 128; i++) octets[i] = pi(at(i - 1) + at(i - key.length))
  const length = Math.ceil(effectiveBits / 8)
  octets[128 - length] = pi(at(128 - length) & (0xff >> (8 * length - effectiveBits)))
  for (let i = 127 - length; i >= 0; i--) octets[i] = pi(at(i + 1) ^ at(i + length))
  return Uint16Array.from({ length: 64 }, (_, i) => at(2 * i) | (at(2 * i + 1) << 8))
}

const rotations = [1, 2, 3, 5]

export function rc2(key: Uint8Array, effectiveBits: number): BlockDecryptor {
  const keys = expandKey(key, effectiveBits)
  return (block) => {
    const words = [0, 1, 2, 3].map((index) => block.getUint16(2 * index, true))
    const word = (index: number): number => words[index & 3] ?? 0
    for (let round = 15, next = 63; round >= 0; round--) {
      for (let i = 3; i >= 0; i--) {
        const shift = rotations[i] ?? 0
        const turned = ((word(i) >>> shift) | (word(i) << (16 - shift))) & 0xffff
        words[i] = (turned - (keys[next--] ?? 0) - (word(i + 3) & word(i + 2)) - (~word(i + 3) & word(i + 1))) & 0xffff
      }
      // Two "mashing" rounds stand after the fifth and the eleventh mixing round (§3.3), so backwards before them.
      if (round === 11 || round === 5) for (let i = 3; i >= 0; i--) words[i] = (word(i) - (keys[word(i + 3) & 63] ?? 0)) & 0xffff
    }
    words.forEach((value, index) => block.setUint16(2 * index, value, true))
  }
}
