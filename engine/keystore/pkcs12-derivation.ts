/** Key derivation of PKCS#12 (RFC 7292 appendix B), synchronous and by the thousands of digests. */
import { digest, type DigestName } from '../algorithms/index.ts'
import { concatBytes } from '../bytes/index.ts'

/** The `ID` octet: what the derived bytes are for. */
export const derivationPurpose = { key: 1, vector: 2, mac: 3 } as const

/** B.1: big-endian UTF-16 with a terminating zero. Some writers leave an empty password wholly empty; see `passwordForms`. */
export function bmpPassword(password: string): Uint8Array {
  const octets = new Uint8Array(2 * password.length + 2)
  for (let i = 0; i < password.length; i++) {
    octets[2 * i] = password.charCodeAt(i) >> 8
    octets[2 * i + 1] = password.charCodeAt(i) & 0xff
  }
  return octets
}

export function derivePkcs12(
  name: DigestName,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  purpose: keyof typeof derivationPurpose,
  length: number,
): Uint8Array {
  const block = name === 'sha384' || name === 'sha512' ? 128 : 64
  const diversifier = new Uint8Array(block).fill(derivationPurpose[purpose])
  const input = concatBytes(repeated(salt, block), repeated(password, block))
  const derived: Uint8Array[] = []
  for (let produced = 0; produced < length;) {
    let output = digest(name, concatBytes(diversifier, input))
    for (let round = 1; round < iterations; round++) output = digest(name, output)
    derived.push(output)
    produced += output.length
    // B.2 step 6C: every block of the input grows by the output plus one.
    const addend = repeated(output, block)
    for (let start = 0; start < input.length; start += block) {
      let carry = 1
      for (let i = block - 1; i >= 0; i--) {
        const sum = (input[start + i] ?? 0) + (addend[i] ?? 0) + carry
        input[start + i] = sum & 0xff
        carry = sum >> 8
      }
    }
  }
  return concatBytes(...derived).subarray(0, length)
}

/** As many copies as fill whole blocks; nothing stays nothing. */
function repeated(bytes: Uint8Array, block: number): Uint8Array {
  const filled = new Uint8Array(block * Math.ceil(bytes.length / block))
  for (let i = 0; i < filled.length; i++) filled[i] = bytes[i % bytes.length] ?? 0
  return filled
}
