import { describe, expect, it } from 'vitest'
import { fromHex, toHex, utf8 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { decryptAes192Cbc } from './aes-192.ts'
import * as browser from './crypto.browser.ts'
import type { Cryptography, KeyPairKind } from './crypto.ts'
import * as node from './crypto.node.ts'
import { digestLength, digests, type DigestName } from './names.ts'
import { parsePrivateKey, type PrivateKey } from './private-key.ts'
import { parsePublicKey } from './public-key.ts'
import { signatureAlgorithmByIdentifier, signatureAlgorithmIdentifier, type SignatureScheme } from './scheme.ts'
import type { SignatureAlgorithmName } from '../ports.ts'

const twins: Record<string, Cryptography> = { node, browser }
const message = utf8('The quick brown fox jumps over the lazy dog')

function scheme(name: SignatureAlgorithmName): SignatureScheme {
  const found = signatureAlgorithmByIdentifier(signatureAlgorithmIdentifier(name))
  if (found === undefined) throw new Error(name)
  return found
}

describe.each(Object.entries(twins))('cryptography of the %s twin', (_, twin) => {
  it('knows the SHA-256, SHA3-256 and MD5 of a published sentence', () => {
    expect(toHex(twin.digest('sha256', message))).toBe('d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592')
    expect(toHex(twin.digest('sha3-256', message))).toBe('69070dda01975c8c120c3aada1b282394e7f032fa9cf32f4cb2259a0897dfc04')
    expect(toHex(twin.digest('md5', message))).toBe('9e107d9d372bb6826bd81d3542a419d6')
  })

  it('gives every digest its length, whole or in pieces', () => {
    for (const name of Object.keys(digests) as DigestName[]) {
      const running = twin.createDigest(name)
      running.update(message.subarray(0, 7))
      running.update(message.subarray(7))
      const whole = twin.digest(name, message)
      expect(whole).toHaveLength(digestLength(name))
      expect(running.finish()).toEqual(whole)
    }
  })

  it('computes HMAC as in RFC 4231 case 2 and PBKDF2 as in RFC 6070', async () => {
    expect(toHex(twin.hmac('sha256', utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
    expect(toHex(await twin.pbkdf2('sha1', utf8('password'), utf8('salt'), 4096, 20))).toBe('4b007901b765489abead49d926f721d065a429c1')
    expect(toHex(await twin.pbkdf2('sha224', utf8('password'), utf8('salt'), 1, 16))).toHaveLength(32)
  })

  it.each([16, 32])('encrypts and decrypts AES-CBC with %i-octet keys', async (length) => {
    const [key, vector] = [new Uint8Array(length).fill(7), new Uint8Array(16).fill(9)]
    const sealed = await twin.encryptAesCbc(key, vector, message)
    expect(sealed).toEqual(await node.encryptAesCbc(key, vector, message))
    expect(await twin.decryptAesCbc(key, vector, sealed)).toEqual(message)
    expect(await twin.decryptAesCbc(key, vector, sealed.subarray(0, 32))).toBeUndefined()
  })

  // Chromium has no 24-octet keys; files of others have, so they are read and never written.
  it('decrypts AES-CBC with 24-octet keys', async () => {
    const [key, vector] = [new Uint8Array(24).fill(7), new Uint8Array(16).fill(9)]
    const sealed = fromHex('1635974b031795bc921eb771424fb1b033a40bac566dc3499d3659b3af51b5ba9aa207bb98c133534ec6764c626dbdd0')
    expect(await twin.decryptAesCbc(key, vector, sealed)).toEqual(message)
    expect(await twin.decryptAesCbc(key, vector, sealed.subarray(0, 32))).toBeUndefined()
  })

  it('draws random bytes beyond the 65,536 that WebCrypto gives at once', () => {
    const drawn = twin.randomBytes(70_000)
    expect(drawn).toHaveLength(70_000)
    expect(drawn.subarray(69_000).some((octet) => octet !== 0)).toBe(true)
  })
})

const pairs: readonly [KeyPairKind, readonly SignatureAlgorithmName[]][] = [
  ['ecdsa-p256', ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512']],
  ['ecdsa-p384', ['ecdsa-sha384']],
  ['rsa-2048', ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512']],
  ['ed25519', ['ed25519']],
]

describe.each(Object.entries(twins))('signatures made by the %s twin', (_, maker) => {
  it.each(pairs)('with %s keys verify in both, and not after a change', async (kind, names) => {
    const pair = await maker.generateKeyPair(kind)
    const privateKey: PrivateKey = parsePrivateKey(pair.privateKey)
    const publicKey = parsePublicKey(pair.publicKey)
    expect(await maker.publicKeyOf(privateKey)).toEqual(pair.publicKey)
    for (const name of names) {
      const signature = await (await maker.importSigner(privateKey, scheme(name)))(message)
      const changed = signature.slice()
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
      for (const checker of Object.values(twins)) {
        expect(await checker.verify(scheme(name), publicKey, message, signature)).toBe(true)
        expect(await checker.verify(scheme(name), publicKey, message, changed)).toBe(false)
        expect(await checker.verify(scheme(name), publicKey, utf8('another message'), signature)).toBe(false)
      }
    }
  })
})

describe.each(Object.entries(twins))('a private key that is none, in the %s twin', (_, twin) => {
  it('is malformed, whatever the platform says of it', async () => {
    const { privateKey } = await twin.generateKeyPair('ecdsa-p256')
    const key = parsePrivateKey(privateKey)
    if (key.kind !== 'ec') throw new Error('not EC')
    // What either twin looks at is broken: a file cut short, and a scalar beyond the order of the curve.
    const none: PrivateKey = { ...key, pkcs8: privateKey.subarray(0, 40), scalar: new Uint8Array(32).fill(0xff) }
    await expect(twin.publicKeyOf(none)).rejects.toThrow(MalformedError)
    await expect(twin.importSigner(none, scheme('ecdsa-sha256'))).rejects.toThrow(MalformedError)
  })
})

describe('AES-192 without WebCrypto', () => {
  it('decrypts what node:crypto encrypts, of any length, and sees wrong padding', async () => {
    for (let length = 0; length < 50; length++) {
      const [key, vector, text] = [node.randomBytes(24), node.randomBytes(16), node.randomBytes(length)]
      const sealed = await node.encryptAesCbc(key, vector, text)
      expect(decryptAes192Cbc(key, vector, sealed)).toEqual(text)
      expect(decryptAes192Cbc(key, vector, sealed.subarray(1))).toBeUndefined()
    }
    expect(decryptAes192Cbc(new Uint8Array(24), new Uint8Array(16), new Uint8Array(16))).toBeUndefined()
  })
})

describe('private keys as other programs write them', () => {
  it('sign in the browser though the EC point is missing', async () => {
    const pair = await node.generateKeyPair('ecdsa-p256')
    const whole = parsePrivateKey(pair.privateKey)
    if (whole.kind !== 'ec') throw new Error('not EC')
    const { point: _, ...bare } = whole
    const signature = await (await browser.importSigner(bare, scheme('ecdsa-sha256')))(message)
    expect(await node.verify(scheme('ecdsa-sha256'), parsePublicKey(pair.publicKey), message, signature)).toBe(true)
  })

  it('read RFC 8410 Ed25519', () => {
    const pkcs8 = fromHex('302e020100300506032b657004220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842')
    expect(parsePrivateKey(pkcs8)).toMatchObject({ kind: 'ed25519', pkcs8 })
  })
})
