/**
 * PKCS#12 files (RFC 7292) read: several keys, any order of bags, BER with indefinite lengths, with a MAC or without one.
 * Left out on purpose: public-key privacy and integrity modes, secret bags. Budget: 65,536 nodes.
 */
import {
  childrenOf,
  contentOf,
  encodingOf,
  expectTag,
  joinPieces,
  readDocument,
  readObjectIdentifier,
  readOctetString,
  readText,
  tag,
  type Element,
} from '../asn1/index.ts'
import { toHex } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { decryptWithPassword } from './decrypt.ts'
import { WrongPasswordError } from './faults.ts'
import { macMatches } from './mac.ts'
import { passwordForms, type Password } from './password.ts'
import type { StoredCertificate, StoredKey } from './pairing.ts'

const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  nestedBag: '1.2.840.113549.1.12.10.1.6',
} as const

export type Pkcs12Contents = { readonly keys: StoredKey[]; readonly certificates: StoredCertificate[] }

export async function readPkcs12(bytes: Uint8Array, password: string): Promise<Pkcs12Contents> {
  const [version, authSafe, macData] = childrenOf(expectTag(readDocument(bytes, { rules: 'BER' }), tag.sequence, 'PFX'))
  if (version === undefined || toHex(contentOf(version)) !== '03' || authSafe === undefined) throw new MalformedError('not a PKCS#12 file')
  const content = dataContent(authSafe)
  let wrong = new WrongPasswordError()
  for (const form of passwordForms(password)) {
    if (macData !== undefined && !(await macMatches(macData, form, content))) continue
    try {
      return await readAuthenticatedSafe(content, form)
    } catch (error) {
      // Without a MAC, a wrong password whose padding happens to fit shows as broken structure.
      if (!(error instanceof WrongPasswordError) && (macData !== undefined || !(error instanceof DecryptedRubbish))) throw error
      wrong = new WrongPasswordError()
    }
  }
  throw wrong
}

/** What a decryption gave does not parse. */
class DecryptedRubbish extends MalformedError {}

async function readAuthenticatedSafe(content: Uint8Array, password: Password): Promise<Pkcs12Contents> {
  const contents: Pkcs12Contents = { keys: [], certificates: [] }
  for (const info of childrenOf(expectTag(readDocument(content, { rules: 'BER' }), tag.sequence, 'AuthenticatedSafe'))) {
    const type = contentType(info)
    if (type === oids.data) await readBags(parse(dataContent(info)), password, contents)
    else if (type === oids.encryptedData) await readBags(decrypted(await openEncryptedData(info, password)), password, contents)
    else throw new MalformedError(`content type ${type} in a PKCS#12 file is not supported`)
  }
  return contents
}

const parse = (bytes: Uint8Array): Element => expectTag(readDocument(bytes, { rules: 'BER' }), tag.sequence, 'SafeContents')

function decrypted(bytes: Uint8Array): Element {
  try {
    return parse(bytes)
  } catch (error) {
    throw error instanceof MalformedError ? new DecryptedRubbish(error.message) : error
  }
}

function contentType(info: Element): string {
  return readObjectIdentifier(expectTag(childrenOf(info)[0], tag.objectIdentifier, 'contentType'))
}

function dataContent(info: Element): Uint8Array {
  const wrapped = childrenOf(info)[1]
  const inner = wrapped === undefined ? undefined : childrenOf(wrapped)[0]
  if (inner === undefined || contentType(info) !== oids.data) throw new MalformedError('PKCS#12 content is not data', info.start)
  return readOctetString(inner)
}

async function openEncryptedData(info: Element, password: Password): Promise<Uint8Array> {
  const encryptedData = childrenOf(expectTag(childrenOf(info)[1], 0xa0, 'content'))[0]
  const encryptedContentInfo = encryptedData === undefined ? undefined : childrenOf(encryptedData)[1]
  if (encryptedContentInfo === undefined) throw new MalformedError('EncryptedData is cut off', info.start)
  const [, algorithm, content] = childrenOf(encryptedContentInfo)
  if (algorithm === undefined || content === undefined) throw new MalformedError('EncryptedContentInfo is cut off', info.start)
  return openWith(algorithm, password, content.tag === 0xa0 ? joinPieces(content) : contentOf(content))
}

async function openWith(algorithm: Element, password: Password, ciphertext: Uint8Array): Promise<Uint8Array> {
  const plain = await decryptWithPassword(algorithm, password, ciphertext)
  if (plain === undefined) throw new WrongPasswordError()
  return plain
}

async function readBags(safeContents: Element, password: Password, contents: Pkcs12Contents): Promise<void> {
  for (const bag of childrenOf(safeContents)) {
    const [oid, wrapped, attributes] = childrenOf(bag)
    const value = wrapped === undefined ? undefined : childrenOf(wrapped)[0]
    if (oid === undefined || value === undefined) throw new MalformedError('SafeBag is cut off', bag.start)
    const labels = readLabels(attributes)
    switch (readObjectIdentifier(oid)) {
      case oids.keyBag:
        contents.keys.push({ privateKey: encodingOf(value), ...labels })
        break
      case oids.shroudedKeyBag:
        contents.keys.push({ privateKey: await openEncryptedPrivateKey(value, password), ...labels })
        break
      case oids.certificateBag:
        readCertificate(value, labels, contents)
        break
      case oids.nestedBag:
        await readBags(value, password, contents)
    }
  }
}

function readCertificate(value: Element, labels: Labels, contents: Pkcs12Contents): void {
  const [oid, wrapped] = childrenOf(value)
  const inner = wrapped === undefined ? undefined : childrenOf(wrapped)[0]
  if (oid !== undefined && inner !== undefined && readObjectIdentifier(oid) === oids.x509Certificate)
    contents.certificates.push({ certificate: readOctetString(inner), ...labels })
}

/** EncryptedPrivateKeyInfo (RFC 5208 §6) to PrivateKeyInfo. */
export async function openEncryptedPrivateKey(element: Element, password: Password): Promise<Uint8Array> {
  const [algorithm, ciphertext] = childrenOf(expectTag(element, tag.sequence, 'EncryptedPrivateKeyInfo'))
  if (algorithm === undefined || ciphertext === undefined) throw new MalformedError('EncryptedPrivateKeyInfo is cut off', element.start)
  const plain = await openWith(algorithm, password, readOctetString(ciphertext))
  try {
    readDocument(plain, { rules: 'BER' })
  } catch {
    throw new WrongPasswordError()
  }
  return plain
}

type Labels = { readonly friendlyName?: string | undefined; readonly localKeyId?: string | undefined }

function readLabels(attributes: Element | undefined): Labels {
  const values = new Map<string, Element>()
  for (const attribute of attributes === undefined ? [] : childrenOf(attributes)) {
    const [oid, set] = childrenOf(attribute)
    const value = set === undefined ? undefined : childrenOf(set)[0]
    if (oid !== undefined && value !== undefined) values.set(readObjectIdentifier(oid), value)
  }
  const name = values.get(oids.friendlyName)
  const id = values.get(oids.localKeyId)
  return { friendlyName: name === undefined ? undefined : readText(name), localKeyId: id === undefined ? undefined : toHex(contentOf(id)) }
}

export { oids as pkcs12Oids }
