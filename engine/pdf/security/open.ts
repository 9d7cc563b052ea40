/**
 * The standard security handler (ISO 32000-1 §7.6.3, ISO 32000-2 §7.6.4), opened with a password or without one.
 * Left out on purpose: public-key security handlers; such a file is signed beside, not inside.
 */
import { utf8 } from '../../bytes/index.ts'
import { MalformedError } from '../../errors.ts'
import { as, integerOf, nameOf, type PdfDictionary } from '../objects.ts'
import type { PdfView } from '../view.ts'
import { aes256Key } from './aes256-key.ts'
import { cryptWith, type CryptMethod } from './crypt-filter.ts'
import type { Decryption } from './decryption.ts'
import { standardKey } from './standard-key.ts'

/** The file is encrypted, and not with the given or the empty password, or not with a password at all. */
export class LockedPdfError extends MalformedError {}

export async function openSecurity(plain: PdfView, password: string): Promise<Decryption | undefined> {
  if (!plain.trailer.entries.has('Encrypt')) return undefined
  const settings = as('dictionary', await plain.get(plain.trailer, 'Encrypt'))
  if (settings === undefined) throw new LockedPdfError('encryption without a dictionary')
  const text = (key: string): Uint8Array => as('string', settings.entries.get(key))?.bytes ?? new Uint8Array(0)
  if (nameOf(settings.entries.get('Filter')) !== 'Standard') throw new LockedPdfError('encrypted for certificates, or by an unknown handler')
  const version = integerOf(settings.entries.get('V')) ?? 0
  const revision = integerOf(settings.entries.get('R')) ?? 0
  const encryptMetadata = settings.entries.get('EncryptMetadata') !== false
  const written = settings.entries.get('P')
  // Some writers put the bits as an unsigned number.
  const permissions = typeof written === 'number' ? written | 0 : 0
  const [strings, streams] = version >= 4 ? [methodOf(settings, 'StrF'), methodOf(settings, 'StmF')] : (['rc4', 'rc4'] as const)
  const keys = { owner: text('O'), user: text('U') }
  const identifier = as('string', as('array', await plain.get(plain.trailer, 'ID'))?.items[0])?.bytes ?? new Uint8Array(0)
  const key =
    version === 5 && (revision === 5 || revision === 6)
      ? await strongKey(keys, { ownerKey: text('OE'), userKey: text('UE') }, revision, password)
      : version >= 1 && version <= 4 && revision >= 2 && revision <= 4
        ? standardKey({ ...keys, revision, keyLength: keyLength(settings, version), permissions, encryptMetadata, identifier }, latin1Password(password))
        : undefined
  if (key === undefined) throw new LockedPdfError('this password does not open the file')
  return cryptWith({ key, strings, streams, encryptMetadata, permissions })
}

function strongKey(
  hashes: { owner: Uint8Array; user: Uint8Array },
  wrapped: { ownerKey: Uint8Array; userKey: Uint8Array },
  revision: number,
  password: string,
): Promise<Uint8Array | undefined> {
  if (hashes.owner.length < 48 || hashes.user.length < 48 || wrapped.ownerKey.length < 32 || wrapped.userKey.length < 32)
    throw new LockedPdfError('an encryption dictionary without its keys')
  return aes256Key({ revision, ...hashes, ...wrapped }, utf8(password.normalize('NFKC')))
}

/** /Length is in bits; version 1 has 40 of them, and version 4 its own place for them, which is 128 in every file that opens anywhere. */
function keyLength(settings: PdfDictionary, version: number): number {
  if (version === 1) return 5
  if (version === 4) return 16
  const bits = integerOf(settings.entries.get('Length')) ?? 40
  return Math.min(16, Math.max(5, Math.floor(bits / 8)))
}

function methodOf(settings: PdfDictionary, use: 'StrF' | 'StmF'): CryptMethod {
  const filterName = nameOf(settings.entries.get(use)) ?? 'Identity'
  if (filterName === 'Identity') return 'identity'
  const filter = as('dictionary', as('dictionary', settings.entries.get('CF'))?.entries.get(filterName))
  const method = nameOf(filter?.entries.get('CFM'))
  if (method === 'V2') return 'rc4'
  if (method === 'AESV2') return 'aes-128'
  if (method === 'AESV3') return 'aes-256'
  throw new LockedPdfError('encrypted in an unknown way')
}

/** Near enough to PDFDocEncoding for the letters both have. */
function latin1Password(password: string): Uint8Array {
  return Uint8Array.from(password, (character) => character.charCodeAt(0) & 0xff)
}
