import { createHmac, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { generateKeyPair, signingKeyFrom } from '../algorithms/index.ts'
import { childrenOf, der, encodingOf, readDocument, readOctetString } from '../asn1/index.ts'
import { utf8 } from '../bytes/index.ts'
import { buildName, buildTbsCertificate, sign } from '../x509/index.ts'
import { createPkcs12, openKeystore, WrongPasswordError } from './index.ts'

const password = 'pässword'
const pair = await generateKeyPair('ecdsa-p256')
const name = buildName({ commonName: 'Holder' })
const certificate = await sign(
  buildTbsCertificate({
    serialNumber: new Uint8Array([1]),
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: name,
    subject: name,
    notBefore: new Date(0),
    notAfter: new Date(1e12),
    publicKey: pair.publicKey,
  }),
  await signingKeyFrom(pair.privateKey),
)

/** RFC 9579: our file with its MAC replaced by one that node:crypto computes. */
async function withPbmac1(
  options: { readonly keyLength?: number; readonly password?: string; readonly digest?: 'sha256' | 'sha512' } = {},
): Promise<Uint8Array> {
  const made = await createPkcs12({ privateKey: pair.privateKey, certificate, chain: [], password, iterations: 1 })
  const [version, authSafe] = childrenOf(readDocument(made))
  const wrapped = authSafe === undefined ? undefined : childrenOf(authSafe)[1]
  const content = wrapped === undefined ? undefined : childrenOf(wrapped)[0]
  if (version === undefined || authSafe === undefined || content === undefined) throw new Error('not a PKCS#12 file')
  const { digest = 'sha256' } = options
  const salt = new Uint8Array(8).fill(5)
  const key = pbkdf2Sync(utf8(options.password ?? password), salt, 2048, 32, digest)
  const mac = new Uint8Array(createHmac(digest, key).update(readOctetString(content)).digest())
  const function_ = der.sequence(der.objectIdentifier(digest === 'sha256' ? '1.2.840.113549.2.9' : '1.2.840.113549.2.11'), der.nothing())
  const length = options.keyLength === 0 ? [] : [der.integer(options.keyLength ?? 32)]
  const derivation = der.sequence(der.objectIdentifier('1.2.840.113549.1.5.12'), der.sequence(der.octetString(salt), der.integer(2048), ...length, function_))
  const algorithm = der.sequence(der.objectIdentifier('1.2.840.113549.1.5.14'), der.sequence(derivation, function_))
  const unused = new Uint8Array(8)
  return der.sequence(
    encodingOf(version),
    encodingOf(authSafe),
    der.sequence(der.sequence(algorithm, der.octetString(mac)), der.octetString(unused), der.integer(1)),
  )
}

describe('a PKCS#12 file with PBMAC1', () => {
  it.each(['sha256', 'sha512'] as const)('opens with HMAC-%s', async (digest) => {
    expect(await openKeystore(await withPbmac1({ digest }), password)).toMatchObject([{ certificate }])
  })

  it('does not open with another password, nor when the MAC is of another', async () => {
    await expect(openKeystore(await withPbmac1(), 'other')).rejects.toThrow(WrongPasswordError)
    await expect(openKeystore(await withPbmac1({ password: 'other' }), password)).rejects.toThrow(WrongPasswordError)
  })

  it('must say how long its key is, as RFC 9579 §4 asks', async () => {
    await expect(openKeystore(await withPbmac1({ keyLength: 0 }), password)).rejects.toThrow('key length')
  })
})
