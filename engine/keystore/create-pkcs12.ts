/** PKCS#12 written: PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-256 for key and certificates, HMAC-SHA-256 over the whole. OpenSSL, Windows and macOS read it. */
import { digest, digestAlgorithmIdentifier, encryptAesCbc, hmac, pbkdf2, randomBytes } from '../algorithms/index.ts'
import { der, tag } from '../asn1/index.ts'
import { utf8 } from '../bytes/index.ts'
import { pkcs12Oids as oids } from './pkcs12.ts'
import { bmpPassword, derivePkcs12 } from './pkcs12-derivation.ts'

export type Pkcs12Spec = {
  /** PKCS#8 PrivateKeyInfo. */
  readonly privateKey: Uint8Array
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly password: string
  readonly friendlyName?: string | undefined
  /** Of each derivation. 100,000 unless told otherwise: the MAC's runs synchronously and takes some tenths of a second. */
  readonly iterations?: number | undefined
}

const defaultIterations = 100_000

export async function createPkcs12(spec: Pkcs12Spec): Promise<Uint8Array> {
  const iterations = spec.iterations ?? defaultIterations
  const labels = bagLabels(spec)
  const certificates = [
    bag(oids.certificateBag, certificateBag(spec.certificate), labels),
    ...spec.chain.map((one) => bag(oids.certificateBag, certificateBag(one), [])),
  ]
  const key = bag(oids.shroudedKeyBag, await encryptPrivateKey(spec.privateKey, spec.password, iterations), labels)
  const authenticatedSafe = der.sequence(await encryptedContent(der.sequence(...certificates), spec.password, iterations), dataContent(der.sequence(key)))
  return der.sequence(der.integer(3), dataContent(authenticatedSafe), macData(authenticatedSafe, spec.password, iterations))
}

/** EncryptedPrivateKeyInfo (RFC 5958 §3). */
export async function encryptPrivateKey(pkcs8: Uint8Array, password: string, iterations: number = defaultIterations): Promise<Uint8Array> {
  const { algorithm, ciphertext } = await encrypt(pkcs8, password, iterations)
  return der.sequence(algorithm, der.octetString(ciphertext))
}

async function encrypt(plaintext: Uint8Array, password: string, iterations: number): Promise<{ algorithm: Uint8Array; ciphertext: Uint8Array }> {
  const [salt, vector] = [randomBytes(16), randomBytes(16)]
  const key = await pbkdf2('sha256', utf8(password), salt, iterations, 32)
  const derivation = der.sequence(der.octetString(salt), der.integer(iterations), der.sequence(der.objectIdentifier('1.2.840.113549.2.9'), der.nothing()))
  const algorithm = der.sequence(
    der.objectIdentifier('1.2.840.113549.1.5.13'),
    der.sequence(
      der.sequence(der.objectIdentifier('1.2.840.113549.1.5.12'), derivation),
      der.sequence(der.objectIdentifier('2.16.840.1.101.3.4.1.42'), der.octetString(vector)),
    ),
  )
  return { algorithm, ciphertext: await encryptAesCbc(key, vector, plaintext) }
}

function dataContent(content: Uint8Array): Uint8Array {
  return der.sequence(der.objectIdentifier(oids.data), der.explicit(0, der.octetString(content)))
}

async function encryptedContent(content: Uint8Array, password: string, iterations: number): Promise<Uint8Array> {
  const { algorithm, ciphertext } = await encrypt(content, password, iterations)
  const info = der.sequence(der.objectIdentifier(oids.data), algorithm, der.implicit(0, der.octetString(ciphertext)))
  return der.sequence(der.objectIdentifier(oids.encryptedData), der.explicit(0, der.sequence(der.integer(0), info)))
}

function bag(oid: string, value: Uint8Array, labels: readonly Uint8Array[]): Uint8Array {
  return der.sequence(der.objectIdentifier(oid), der.explicit(0, value), ...(labels.length === 0 ? [] : [der.setOf(...labels)]))
}

function certificateBag(certificate: Uint8Array): Uint8Array {
  return der.sequence(der.objectIdentifier(oids.x509Certificate), der.explicit(0, der.octetString(certificate)))
}

/** localKeyId ties key and certificate together; Windows pairs by nothing else. */
function bagLabels(spec: Pkcs12Spec): Uint8Array[] {
  const id = der.sequence(der.objectIdentifier(oids.localKeyId), der.setOf(der.octetString(digest('sha1', spec.certificate))))
  if (spec.friendlyName === undefined) return [id]
  const name = der.encode(tag.bmpString, bmpPassword(spec.friendlyName).subarray(0, -2))
  return [der.sequence(der.objectIdentifier(oids.friendlyName), der.setOf(name)), id]
}

function macData(content: Uint8Array, password: string, iterations: number): Uint8Array {
  const salt = randomBytes(16)
  const mac = hmac('sha256', derivePkcs12('sha256', bmpPassword(password), salt, iterations, 'mac', 32), content)
  return der.sequence(der.sequence(digestAlgorithmIdentifier('sha256'), der.octetString(mac)), der.octetString(salt), der.integer(iterations))
}
