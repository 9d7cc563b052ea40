/**
 * ZIP archives (PKWARE APPNOTE 6.3), read so that two readers cannot see two archives: every local header must say what the central one says,
 * nothing overlaps, and no name is doubtful. ZIP64 sizes are read, for some writers leave them in small archives. Left out on purpose: archives above 4 GiB, encryption, methods other than stored and deflated, several disks.
 * Budget: 1,000 files, 100 times what they take packed (above 4 KiB), 1 GiB in all.
 */
import { Inflate } from 'fflate'
import { equalBytes, latin1 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { crc32 } from './crc32.ts'

const maximumFiles = 1000
const maximumRatio = 100
const freeOfRatio = 4096
const maximumTotal = 1024 * 1024 * 1024

export type ZipFile = {
  readonly name: string
  readonly stored: boolean
  readonly size: number
  /** Where its local header starts. */
  readonly offset: number
  /** No extra field in the local header: what a `mimetype` file needs (EN 319 162-1 §A.1). */
  readonly plainHeader: boolean
  /** Unpacks; checks size and CRC. */
  read(): Uint8Array
}

export type Zip = {
  /** In the order in which they stand in the archive. Folders are left out. */
  readonly files: readonly ZipFile[]
  readonly comment: string
}

type Header = {
  readonly nameBytes: Uint8Array
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

export function readZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const directorySize = view.getUint32(end + 12, true)
  const directory = view.getUint32(end + 16, true)
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) throw new MalformedError('an archive on several disks', end)
  if (count > maximumFiles) throw new MalformedError(`more than ${maximumFiles} files in an archive`, end)
  if (directory + directorySize !== end) throw new MalformedError('a central directory that is not where the archive says', end)
  const headers = readDirectory(bytes, view, directory, end, count)
  const files = headers
    .toSorted((left, right) => left.offset - right.offset)
    .map((header, index, all) => openFile(bytes, view, header, Math.min(directory, all[index + 1]?.offset ?? directory)))
  checkNames(files.map(({ name }) => name))
  if (headers.reduce((total, { size }) => total + size, 0) > maximumTotal) throw new MalformedError('an archive that unpacks beyond its budget')
  return { files: files.filter(({ name }) => !name.endsWith('/')), comment: latin1(bytes.subarray(end + 22)) }
}

/** The record must end, comment included, exactly where the archive ends. */
function findEnd(view: DataView): number {
  for (let offset = view.byteLength - 22; offset >= Math.max(0, view.byteLength - 22 - 65_535); offset--) {
    if (view.getUint32(offset, true) === 0x06054b50 && offset + 22 + view.getUint16(offset + 20, true) === view.byteLength) return offset
  }
  throw new MalformedError('not a ZIP archive', 0)
}

function readDirectory(bytes: Uint8Array, view: DataView, start: number, end: number, count: number): Header[] {
  const headers: Header[] = []
  let offset = start
  for (let i = 0; i < count; i++) {
    if (offset + 46 > end || view.getUint32(offset, true) !== 0x02014b50) throw new MalformedError('a central directory that is cut off', offset)
    const nameLength = view.getUint16(offset + 28, true)
    const next = offset + 46 + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true)
    if (next > end) throw new MalformedError('a central directory that is cut off', offset)
    const extra = bytes.subarray(offset + 46 + nameLength, offset + 46 + nameLength + view.getUint16(offset + 30, true))
    headers.push({
      nameBytes: bytes.subarray(offset + 46, offset + 46 + nameLength),
      flags: view.getUint16(offset + 8, true),
      method: view.getUint16(offset + 10, true),
      crc: view.getUint32(offset + 16, true),
      ...realSizes(view.getUint32(offset + 24, true), view.getUint32(offset + 20, true), extra),
      offset: view.getUint32(offset + 42, true),
    })
    offset = next
  }
  if (offset !== end) throw new MalformedError('bytes behind the last entry of the central directory', offset)
  return headers
}

const elsewhere = 0xffffffff

/** APPNOTE 4.5.3: sizes of all ones stand in the ZIP64 extra field, the unpacked one first. */
function realSizes(size: number, packed: number, extra: Uint8Array): { size: number; packed: number } {
  if (size !== elsewhere && packed !== elsewhere) return { size, packed }
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let place = 0; place + 4 <= extra.length; place += 4 + view.getUint16(place + 2, true)) {
    if (view.getUint16(place, true) !== 1) continue
    const end = Math.min(extra.length, place + 4 + view.getUint16(place + 2, true))
    let next = place + 4
    const take = (value: number): number => {
      if (value !== elsewhere) return value
      next += 8
      return next <= end ? Number(view.getBigUint64(next - 8, true)) : value
    }
    const real = take(size)
    return { size: real, packed: take(packed) }
  }
  return { size, packed }
}

const encrypted = 1
const sizesFollow = 1 << 3
const utf8Name = 1 << 11

function openFile(bytes: Uint8Array, view: DataView, header: Header, limit: number): ZipFile {
  const { offset, flags, method, packed, size, crc } = header
  if (offset + 30 > limit || view.getUint32(offset, true) !== 0x04034b50) throw new MalformedError('no local header where the directory says', offset)
  const nameLength = view.getUint16(offset + 26, true)
  const extraLength = view.getUint16(offset + 28, true)
  const dataStart = offset + 30 + nameLength + extraLength
  const later = (flags & sizesFollow) !== 0
  if (dataStart > limit) throw new MalformedError('a local header that is cut off', offset)
  const local = realSizes(view.getUint32(offset + 22, true), view.getUint32(offset + 18, true), bytes.subarray(offset + 30 + nameLength, dataStart))
  const says = (value: number, expected: number): boolean => value === expected || (later && value === 0)
  const same =
    dataStart + packed <= limit &&
    view.getUint16(offset + 6, true) === flags &&
    view.getUint16(offset + 8, true) === method &&
    says(view.getUint32(offset + 14, true), crc) &&
    says(local.packed, packed) &&
    says(local.size, size) &&
    equalBytes(bytes.subarray(offset + 30, offset + 30 + nameLength), header.nameBytes)
  if (!same) throw new MalformedError('a local header that contradicts the central directory', offset)
  if ((flags & encrypted) !== 0 || (method !== 0 && method !== 8)) throw new MalformedError('an encrypted or unusual entry in an archive', offset)
  if ((method === 0 && packed !== size) || (size > freeOfRatio && size > packed * maximumRatio))
    throw new MalformedError('an entry that unpacks beyond its budget', offset)
  return {
    name: decodeName(header.nameBytes, (flags & utf8Name) !== 0),
    stored: method === 0,
    size,
    offset,
    plainHeader: extraLength === 0,
    read() {
      const data = bytes.subarray(dataStart, dataStart + packed)
      const content = method === 0 ? data : inflate(data, size, offset)
      if (crc32(content) !== crc) throw new MalformedError('an entry that does not match its checksum', offset)
      return content
    },
  }
}

function inflate(data: Uint8Array, size: number, offset: number): Uint8Array {
  const content = new Uint8Array(size)
  let length = 0
  const inflater = new Inflate((part) => {
    if (length + part.length > size) throw new MalformedError('an entry larger than it says', offset)
    content.set(part, length)
    length += part.length
  })
  const piece = 16_384
  try {
    for (let start = 0; start < data.length; start += piece) inflater.push(data.subarray(start, start + piece), false)
  } catch (error) {
    throw error instanceof MalformedError ? error : new MalformedError('an entry that does not inflate', offset)
  }
  if (length !== size) throw new MalformedError('an entry smaller than it says', offset)
  return content
}

function decodeName(bytes: Uint8Array, declared: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    if (declared) throw new MalformedError('a name in an archive that is not UTF-8')
    return latin1(bytes)
  }
}

/** No way out of the folder that somebody unpacks into, and no two files of one name. Letter case and Unicode form count as the same: file systems differ. */
function checkNames(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    const parts = name.replace(/\/$/, '').split('/')
    const doubtful =
      name === '' ||
      name.startsWith('/') ||
      /^[a-zA-Z]:/.test(name) ||
      name.includes('\\') ||
      hasControl(name) ||
      parts.some((part) => part === '' || part === '.' || part === '..')
    if (doubtful) throw new MalformedError('a doubtful file name in an archive')
    const key = name.replace(/\/$/, '').normalize('NFC').toLowerCase()
    if (seen.has(key)) throw new MalformedError('two files of one name in an archive')
    seen.add(key)
  }
}

function hasControl(name: string): boolean {
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) < 0x20 || name.charCodeAt(i) === 0x7f) return true
  return false
}
