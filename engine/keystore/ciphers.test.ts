import { createDecipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes/index.ts'
import { decryptCbc } from './block-cipher.ts'
import { des } from './des.ts'
import { derivePkcs12, bmpPassword } from './pkcs12-derivation.ts'
import { rc2 } from './rc2.ts'

function decryptBlock(decrypt: (block: DataView) => void, hex: string): string {
  const block = fromHex(hex)
  decrypt(new DataView(block.buffer))
  return toHex(block)
}

describe('RC2', () => {
  // RFC 2268 §5; the last two are OpenSSL's answers.
  it.each([
    ['0000000000000000', 63, '0000000000000000', 'ebb773f993278eff'],
    ['ffffffffffffffff', 64, 'ffffffffffffffff', '278b27e42e2f0d49'],
    ['88', 64, '0000000000000000', '61a8a244adacccf0'],
    ['88bca90e90875a7f0f9c384627bafab2', 128, '0000000000000000', 'ea6e6cd98dd166f5'],
    ['88bca90e90875a7f', 64, '0000000000000000', 'ec1246a3069a41e9'],
  ])('key %s with %i effective bits', (key, bits, plain, cipher) => {
    expect(decryptBlock(rc2(fromHex(key), bits), cipher)).toBe(plain)
  })
})

describe('triple DES', () => {
  it('decrypts what node:crypto decrypts', () => {
    const key = Uint8Array.from({ length: 24 }, (_, index) => (index * 37 + 11) & 0xff)
    const cipher = Uint8Array.from({ length: 64 }, (_, index) => (index * 91 + 5) & 0xff)
    const theirs = createDecipheriv('des-ede3', key, null).setAutoPadding(false)
    const expected = toHex(theirs.update(cipher))
    const ours = Array.from({ length: 8 }, (_, index) => decryptBlock(des(key), toHex(cipher.subarray(8 * index, 8 * index + 8)))).join('')
    expect(ours).toBe(expected)
  })

  it('knows the classic single DES pair', () => {
    expect(decryptBlock(des(fromHex('133457799bbcdff1')), '85e813540f0ab405')).toBe('0123456789abcdef')
  })

  it('sees wrong padding', () => {
    expect(decryptCbc(des(new Uint8Array(24)), new Uint8Array(8), new Uint8Array(8))).toBeUndefined()
    expect(decryptCbc(des(new Uint8Array(24)), new Uint8Array(8), new Uint8Array(9))).toBeUndefined()
  })
})

describe('PKCS#12 key derivation', () => {
  // BouncyCastle's and OpenSSL's common vectors ("smeg", "queeg").
  it.each([
    ['smeg', '0a58cf64530d823f', 1, 'key', 24, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
    ['smeg', '0a58cf64530d823f', 1, 'vector', 8, '79993dfe048d3b76'],
    ['queeg', '05dec959acff72f7', 1000, 'key', 24, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
  ] as const)('of %s', (password, salt, iterations, purpose, length, expected) => {
    expect(toHex(derivePkcs12('sha1', bmpPassword(password), fromHex(salt), iterations, purpose, length))).toBe(expected)
  })
})
