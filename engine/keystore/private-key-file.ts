/** Private keys in files of their own: PKCS#8 plain and encrypted, PKCS#1 and SEC 1 in PEM, and OpenSSL's old encrypted PEM. */
import { decryptAesCbc, digest, keyOids } from '../algorithms/index.ts'
import { childrenOf, der, encodingOf, readDocument, type Element } from '../asn1/index.ts'
import { concatBytes, fromHex, utf8 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { decryptCbc } from './block-cipher.ts'
import { des } from './des.ts'
import { WrongPasswordError } from './faults.ts'
import { passwordForms } from './password.ts'
import type { PemBlock } from './pem.ts'
import { openEncryptedPrivateKey } from './pkcs12.ts'

/** PKCS#8, or undefined where the block is not a private key. */
export async function privateKeyOf(block: PemBlock, password: string): Promise<Uint8Array | undefined> {
  switch (block.label) {
    case 'PRIVATE KEY':
      return block.der
    case 'ENCRYPTED PRIVATE KEY':
      return openPkcs8(readDocument(block.der, { rules: 'BER' }), password)
    case 'RSA PRIVATE KEY':
      return der.sequence(der.integer(0), der.sequence(der.objectIdentifier(keyOids.rsa), der.nothing()), der.octetString(await traditional(block, password)))
    case 'EC PRIVATE KEY':
      return wrapEcKey(await traditional(block, password))
    default:
      return undefined
  }
}

export async function openPkcs8(element: Element, password: string): Promise<Uint8Array> {
  let wrong: WrongPasswordError | undefined
  for (const form of passwordForms(password)) {
    try {
      return await openEncryptedPrivateKey(element, form)
    } catch (error) {
      if (!(error instanceof WrongPasswordError)) throw error
      wrong = error
    }
  }
  throw wrong ?? new WrongPasswordError()
}

/** RFC 5915: the curve stands inside as [0]; PKCS#8 wants it outside. */
function wrapEcKey(ecPrivateKey: Uint8Array): Uint8Array {
  const wrapped = childrenOf(readDocument(ecPrivateKey)).find((part) => part.tag === 0xa0)
  const curve = wrapped === undefined ? undefined : childrenOf(wrapped)[0]
  if (curve === undefined) throw new MalformedError('EC private key does not name its curve')
  return der.sequence(der.integer(0), der.sequence(der.objectIdentifier(keyOids.ec), encodingOf(curve)), der.octetString(ecPrivateKey))
}

const keyLengths: Record<string, number> = { 'AES-128-CBC': 16, 'AES-192-CBC': 24, 'AES-256-CBC': 32, 'DES-EDE3-CBC': 24 }

/** `Proc-Type: 4,ENCRYPTED`: the key is MD5 over password and salt, chained (OpenSSL's EVP_BytesToKey with one round). */
async function traditional(block: PemBlock, password: string): Promise<Uint8Array> {
  const information = block.headers.get('DEK-Info')
  if (information === undefined) return block.der
  const [cipher = '', vectorText = ''] = information.split(',')
  const length = keyLengths[cipher]
  if (length === undefined) throw new MalformedError(`PEM encryption ${cipher} is not supported`)
  const vector = fromHex(vectorText.trim())
  let key: Uint8Array = new Uint8Array(0)
  for (let last = key; key.length < length; key = concatBytes(key, last)) last = digest('md5', concatBytes(last, utf8(password), vector.subarray(0, 8)))
  const plain =
    cipher === 'DES-EDE3-CBC' ? decryptCbc(des(key.subarray(0, 24)), vector, block.der) : await decryptAesCbc(key.subarray(0, length), vector, block.der)
  if (plain === undefined) throw new WrongPasswordError()
  try {
    readDocument(plain)
  } catch {
    throw new WrongPasswordError()
  }
  return plain
}
