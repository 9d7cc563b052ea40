import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { der } from '../asn1/index.ts'
import { fromBase64, utf8 } from '../bytes/index.ts'
import * as browser from './crypto.browser.ts'
import * as node from './crypto.node.ts'
import { digestByOid, digestOid, digests, keyOids, type DigestName } from './names.ts'
import { keepsLimits, parsePublicKey } from './public-key.ts'
import { pssParameters, signatureAlgorithmByIdentifier, signatureAlgorithmIdentifier } from './scheme.ts'
import { signingKeyFrom } from './sign.ts'
import { verifySignature } from './verify.ts'

const message = utf8('countersign')
const folder = mkdtempSync(join(tmpdir(), 'algorithms-'))
afterAll(() => rmSync(folder, { recursive: true }))

function openssl(...args: string[]): Uint8Array {
  return execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
}

function spkiOf(keyFile: string): Uint8Array {
  const pem = new TextDecoder().decode(openssl('pkey', '-in', keyFile, '-pubout'))
  return fromBase64(pem.replace(/-----[^-]+-----/g, ''))
}

function rsaKey(modulus: Uint8Array, exponent: bigint): Uint8Array {
  return der.sequence(der.sequence(der.objectIdentifier(keyOids.rsa), der.nothing()), der.bitString(der.sequence(der.integer(modulus), der.integer(exponent))))
}

describe('signatures made by OpenSSL', () => {
  writeFileSync(join(folder, 'message'), message)
  openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'rsa.pem')
  for (const curve of ['P-521', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'])
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-out', `${curve}.pem`)

  it.each(['sha1', 'sha224', 'sha256', 'sha512', 'sha3-256', 'md5'] as const)('RSA with %s verify in both twins', async (name) => {
    openssl('dgst', `-${name}`, '-sign', 'rsa.pem', '-out', 'signature', 'message')
    const signature = new Uint8Array(readFileSync(join(folder, 'signature')))
    const key = parsePublicKey(spkiOf('rsa.pem'))
    for (const twin of [node, browser]) {
      expect(await twin.verify({ name, family: 'rsa-pkcs1', digest: name }, key, message, signature)).toBe(true)
      expect(await twin.verify({ name, family: 'rsa-pkcs1', digest: name }, key, utf8('other'), signature)).toBe(false)
    }
  })

  it.each([
    ['sha256', 'sha1', 20],
    ['sha256', 'sha256', 11],
    ['sha224', 'sha512', 0],
    ['sha3-256', 'sha3-256', 32],
  ] as const)('RSA-PSS with %s, mask %s, salt %i verify in both twins', async (digest, maskDigest, saltLength) => {
    openssl(
      'dgst',
      `-${digest}`,
      '-sigopt',
      'rsa_padding_mode:pss',
      '-sigopt',
      `rsa_mgf1_md:${maskDigest}`,
      '-sigopt',
      `rsa_pss_saltlen:${saltLength}`,
      '-sign',
      'rsa.pem',
      '-out',
      'signature',
      'message',
    )
    const signature = new Uint8Array(readFileSync(join(folder, 'signature')))
    const algorithm = der.sequence(der.objectIdentifier(keyOids.rsaPss), pssParameters(digest, maskDigest, saltLength))
    const scheme = signatureAlgorithmByIdentifier(algorithm)
    expect(scheme).toMatchObject({ family: 'rsa-pss', digest, maskDigest, saltLength })
    expect(await verifySignature({ algorithm, publicKey: spkiOf('rsa.pem'), message, signature })).toBe(true)
    for (const twin of [node, browser]) {
      const key = parsePublicKey(spkiOf('rsa.pem'))
      expect(scheme !== undefined && (await twin.verify(scheme, key, message, signature))).toBe(true)
      expect(scheme !== undefined && (await twin.verify(scheme, key, utf8('other'), signature))).toBe(false)
    }
  })

  it.each(['P-521', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'])('ECDSA on %s verify in both twins', async (curve) => {
    const key = parsePublicKey(spkiOf(`${curve}.pem`))
    for (const digest of ['sha256', 'sha512', 'sha3-384'] satisfies DigestName[]) {
      openssl('dgst', `-${digest}`, '-sign', `${curve}.pem`, '-out', 'signature', 'message')
      const signature = new Uint8Array(readFileSync(join(folder, 'signature')))
      for (const twin of [node, browser]) {
        expect(await twin.verify({ name: digest, family: 'ecdsa', digest }, key, message, signature)).toBe(true)
        expect(await twin.verify({ name: digest, family: 'ecdsa', digest }, key, utf8('other'), signature)).toBe(false)
      }
    }
  })
})

describe('keys beyond the limits', () => {
  const modulus = (octets: number) => new Uint8Array(octets).fill(0xff)
  it.each([
    ['a modulus of 1,016 bits', rsaKey(modulus(127), 65537n), false],
    ['a modulus of 1,024 bits', rsaKey(modulus(128), 65537n), true],
    ['a modulus of 8,192 bits', rsaKey(modulus(1024), 65537n), true],
    ['a modulus of 8,200 bits', rsaKey(modulus(1025), 65537n), false],
    ['an even exponent', rsaKey(modulus(256), 65536n), false],
    ['exponent 1', rsaKey(modulus(256), 1n), false],
    ['exponent 2^33 − 1', rsaKey(modulus(256), (1n << 33n) - 1n), true],
    ['exponent 2^33 + 1', rsaKey(modulus(256), (1n << 33n) + 1n), false],
    ['an exponent of 1,000 octets', rsaKey(modulus(256), (1n << 7999n) + 1n), false],
  ])('%s', (_, spki, allowed) => {
    expect(keepsLimits(parsePublicKey(spki))).toBe(allowed)
  })
})

describe('what verifies', () => {
  it('is never a key of another family, nor a bare key algorithm without its digest', async () => {
    const pair = await node.generateKeyPair('ecdsa-p256')
    const key = await signingKeyFrom(pair.privateKey)
    const signature = await key.sign(message)
    const bare = der.sequence(der.objectIdentifier(keyOids.ec))
    expect(key.algorithm).toBe('ecdsa-sha256')
    expect(await verifySignature({ algorithm: signatureAlgorithmIdentifier('ecdsa-sha256'), publicKey: pair.publicKey, message, signature })).toBe(true)
    expect(await verifySignature({ algorithm: bare, publicKey: pair.publicKey, message, signature, digestName: 'sha256' })).toBe(true)
    expect(await verifySignature({ algorithm: bare, publicKey: pair.publicKey, message, signature })).toBe(false)
    expect(await verifySignature({ algorithm: signatureAlgorithmIdentifier('rsa-sha256'), publicKey: pair.publicKey, message, signature })).toBe(false)
    expect(await verifySignature({ algorithm: utf8('rubbish'), publicKey: pair.publicKey, message, signature })).toBe(false)
    expect(await verifySignature({ algorithm: signatureAlgorithmIdentifier('ecdsa-sha256'), publicKey: utf8('rubbish'), message, signature })).toBe(false)
  })

  it('is named by one object identifier each', () => {
    for (const name of Object.keys(digests) as DigestName[]) expect(digestByOid(digestOid(name))).toBe(name)
    expect(digestByOid('1.2.3')).toBeUndefined()
  })

  it('refuses to sign with an algorithm that does not fit the key', async () => {
    const pair = await node.generateKeyPair('ed25519')
    await expect(signingKeyFrom(pair.privateKey, 'rsa-sha256')).rejects.toThrow('does not sign')
  })
})
