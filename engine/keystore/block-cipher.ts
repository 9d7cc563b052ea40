/** CBC decryption with PKCS#7 padding over a 64-bit block cipher, for the two that browsers lack. Decryption only: nothing new is written with them. */

/** Decrypts one 8-octet block in place. */
export type BlockDecryptor = (block: DataView) => void

/** undefined where the length or the padding is wrong, as with a wrong key. */
export function decryptCbc(decrypt: BlockDecryptor, vector: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined {
  if (ciphertext.length === 0 || ciphertext.length % 8 !== 0 || vector.length !== 8) return undefined
  const plain = ciphertext.slice()
  for (let offset = 0; offset < plain.length; offset += 8) {
    decrypt(new DataView(plain.buffer, offset, 8))
    for (let i = 0; i < 8; i++) plain[offset + i] = (plain[offset + i] ?? 0) ^ ((offset === 0 ? vector[i] : ciphertext[offset - 8 + i]) ?? 0)
  }
  const padding = plain.at(-1) ?? 0
  if (padding < 1 || padding > 8 || plain.subarray(-padding).some((octet) => octet !== padding)) return undefined
  return plain.subarray(0, -padding)
}
