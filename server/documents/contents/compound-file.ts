/** Old office files: a compound file ([MS-CFB]) whose directory has a stream of a known name. Only the chain of directory sectors is read. */
import type { ByteSource } from '@countersign/engine/ports'

const mostDirectorySectors = 64
const streams: readonly (readonly [string, string])[] = [
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
]

export async function compoundFileType(source: ByteSource): Promise<string | undefined> {
  if (source.size < 512) return undefined
  const header = viewOf(await source.read(0, 512))
  const sectorBytes = 2 ** header.getUint16(30, true)
  if (sectorBytes !== 512 && sectorBytes !== 4096) return undefined
  let sector = header.getUint32(48, true)
  // Sector 0 of the allocation table stands in the header's list; a directory that runs beyond its reach is cut off here.
  const table = await readSector(source, header.getUint32(76, true), sectorBytes)
  const seen = new Set<number>()
  while (!seen.has(sector) && seen.size < mostDirectorySectors) {
    seen.add(sector)
    const entries = await readSector(source, sector, sectorBytes)
    if (entries === undefined) return undefined
    const found = streams.find(([name]) => hasEntry(entries, name))
    if (found !== undefined) return found[1]
    if (table === undefined || sector * 4 + 4 > table.length) return undefined
    sector = viewOf(table).getUint32(sector * 4, true)
  }
  return undefined
}

async function readSector(source: ByteSource, number: number, sectorBytes: number): Promise<Uint8Array | undefined> {
  const start = (number + 1) * sectorBytes
  return start + sectorBytes > source.size ? undefined : source.read(start, start + sectorBytes)
}

/** A directory entry is 128 bytes and begins with its name in UTF-16LE; bytes 64–65 hold the name's length with the closing zero. */
function hasEntry(entries: Uint8Array, name: string): boolean {
  for (let at = 0; at + 128 <= entries.length; at += 128) {
    const length = viewOf(entries).getUint16(at + 64, true)
    if (length === (name.length + 1) * 2 && new TextDecoder('utf-16le').decode(entries.subarray(at, at + length - 2)) === name) return true
  }
  return false
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
