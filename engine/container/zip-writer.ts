/** Writes ZIP archives that every reader takes, ours included. The same files at the same moment give the same bytes. */
import { deflateSync } from 'fflate'
import { concatBytes, utf8 } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import { crc32 } from './crc32.ts'

export type FileToPack = { readonly name: string; readonly bytes: Uint8Array; readonly stored?: boolean }

export function writeZip(files: readonly FileToPack[], at: Date): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const file of files) {
    const nameBytes = utf8(file.name)
    const deflated = file.stored === true ? file.bytes : deflateSync(file.bytes)
    // What does not shrink is stored; what shrinks too well would look like a bomb to a careful reader.
    const stored = deflated.length >= file.bytes.length || file.bytes.length > deflated.length * 90
    const data = stored ? file.bytes : deflated
    const common = header(nameBytes, stored, at, crc32(file.bytes), data.length, file.bytes.length)
    const local = concatBytes(words(0x04034b50, 4), common, nameBytes)
    directory.push(concatBytes(words(0x02014b50, 4), words(20, 2), common, words(0, 2), words(0, 2), words(0, 2), words(0, 4), words(offset, 4), nameBytes))
    parts.push(local, data)
    offset += local.length + data.length
  }
  const central = concatBytes(...directory)
  if (offset + central.length > 0xffffffff || files.length > 1000) throw new MisuseError('an archive of this size is not written here')
  return concatBytes(
    ...parts,
    central,
    words(0x06054b50, 4),
    words(0, 4),
    words(files.length, 2),
    words(files.length, 2),
    words(central.length, 4),
    words(offset, 4),
    words(0, 2),
  )
}

/** What local and central headers share, from "version needed" to "extra field length". */
function header(nameBytes: Uint8Array, stored: boolean, at: Date, crc: number, packed: number, size: number): Uint8Array {
  const ascii = nameBytes.every((byte) => byte < 0x80)
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  const date = (Math.max(0, at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return concatBytes(
    words(20, 2),
    words(ascii ? 0 : 1 << 11, 2),
    words(stored ? 0 : 8, 2),
    words(time, 2),
    words(date, 2),
    words(crc, 4),
    words(packed, 4),
    words(size, 4),
    words(nameBytes.length, 2),
    words(0, 2),
  )
}

/** Little-endian. */
function words(value: number, width: 2 | 4): Uint8Array {
  return Uint8Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** index) % 256)
}
