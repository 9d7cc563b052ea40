/**
 * The central directory of a zip file, for telling office files apart. Nothing is inflated.
 * A file whose directory promises to swell (ratio, count, total) or names paths outside itself is not an office file for us, so nobody opens it.
 */
import type { ByteSource } from '@countersign/engine/ports'

const endRecordBytes = 22
const longestComment = 65_535
const mostFiles = 5_000
const largestDirectory = 1_048_576
const largestRatio = 100
/** Small files may shrink more than the ratio without harm. */
const harmlessBytes = 10_485_760
const largestContents = 536_870_912

type ZipFile = { readonly name: string; readonly method: number; readonly packedBytes: number; readonly bytes: number; readonly offset: number }

const officeMainParts: readonly (readonly [string, string])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]

const openDocumentTypes = ['application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.spreadsheet']

/** Media type of an office file in a zip; undefined for any other zip, and for one that is not safe to open. */
export async function zipOfficeType(source: ByteSource): Promise<string | undefined> {
  const files = await zipDirectory(source)
  if (files === undefined || !isSafe(files)) return undefined
  const names = new Set(files.map(({ name }) => name))
  if (names.has('[Content_Types].xml')) return officeMainParts.find(([part]) => names.has(part))?.[1]
  const mimetype = files.find(({ name }) => name === 'mimetype')
  // ODF 1.3 part 2 §3.3: first in the file, stored, 30 bytes of header and its name before it.
  if (mimetype === undefined || mimetype.method !== 0 || mimetype.offset !== 0 || mimetype.bytes > 100) return undefined
  const declared = new TextDecoder('latin1').decode(await source.read(38, Math.min(source.size, 38 + mimetype.bytes)))
  return openDocumentTypes.find((type) => type === declared)
}

function isSafe(files: readonly ZipFile[]): boolean {
  const contents = files.reduce((sum, { bytes }) => sum + bytes, 0)
  if (contents > largestContents) return false
  if (new Set(files.map(({ name }) => name)).size !== files.length) return false
  return files.every(
    ({ name, bytes, packedBytes }) =>
      !name.startsWith('/') && !name.split('/').includes('..') && (bytes <= harmlessBytes || bytes <= packedBytes * largestRatio),
  )
}

async function zipDirectory(source: ByteSource): Promise<ZipFile[] | undefined> {
  const tail = await source.read(Math.max(0, source.size - endRecordBytes - longestComment), source.size)
  const view = viewOf(tail)
  for (let at = tail.length - endRecordBytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    const count = view.getUint16(at + 10, true)
    const length = view.getUint32(at + 12, true)
    const start = view.getUint32(at + 16, true)
    if (count === 0 || count > mostFiles || length > largestDirectory || start + length > source.size) return undefined
    return readEntries(await source.read(start, start + length), count)
  }
  return undefined
}

function readEntries(directory: Uint8Array, count: number): ZipFile[] | undefined {
  const view = viewOf(directory)
  const files: ZipFile[] = []
  for (let at = 0; files.length < count;) {
    if (at + 46 > directory.length || view.getUint32(at, true) !== 0x02014b50) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > directory.length) return undefined
    files.push({
      name: new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at = next
  }
  return files
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
