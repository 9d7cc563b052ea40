/**
 * Key stores: PKCS#12, PKCS#8, PEM and JKS opened; PKCS#12 and encrypted PKCS#8 written. The same in Node and in a browser.
 * Limits: 1 MiB a file, 10,000,000 key derivation iterations a file. Wrong password: `WrongPasswordError`. Anything unreadable: `MalformedError`.
 */
import { childrenOf, readDocument, tag } from '../asn1/index.ts'
import { latin1 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { isJks, readJks } from './jks.ts'
import { pairKeys, type KeyEntry, type StoredKey } from './pairing.ts'
import { fromPem } from './pem.ts'
import { readPkcs12 } from './pkcs12.ts'
import { openPkcs8, privateKeyOf } from './private-key-file.ts'

export { createPkcs12, encryptPrivateKey, type Pkcs12Spec } from './create-pkcs12.ts'
export { WrongPasswordError } from './faults.ts'
export type { KeyEntry } from './pairing.ts'
export { fromPem, toPem, type PemBlock } from './pem.ts'

const maximumSize = 1024 * 1024

/** Every private key in the store, with its certificate and the certificates above that, as far as the store has them. */
export async function openKeystore(bytes: Uint8Array, password: string): Promise<KeyEntry[]> {
  if (bytes.length > maximumSize) throw new MalformedError('a key store of more than 1 MiB')
  if (isJks(bytes)) return readJks(bytes, password)
  if (bytes[0] !== tag.sequence) return openPem(latin1(bytes), password)
  const document = readDocument(bytes, { rules: 'BER' })
  const [first] = childrenOf(document)
  if (first?.tag === tag.sequence) return pairKeys([{ privateKey: await openPkcs8(document, password) }], [])
  const second = childrenOf(document)[1]
  const isPrivateKeyInfo = second !== undefined && childrenOf(document)[2]?.tag === tag.octetString
  if (isPrivateKeyInfo) return pairKeys([{ privateKey: bytes }], [])
  const { keys, certificates } = await readPkcs12(bytes, password)
  return pairKeys(keys, certificates)
}

async function openPem(text: string, password: string): Promise<KeyEntry[]> {
  const blocks = fromPem(text)
  const keys: StoredKey[] = []
  for (const block of blocks) {
    const privateKey = await privateKeyOf(block, password)
    if (privateKey !== undefined) keys.push({ privateKey })
  }
  if (keys.length === 0) throw new MalformedError('no private key in this file')
  return pairKeys(
    keys,
    blocks.filter(({ label }) => label === 'CERTIFICATE' || label === 'X509 CERTIFICATE').map((block) => ({ certificate: block.der })),
  )
}
