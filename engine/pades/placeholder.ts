/**
 * The signature dictionary with room for what comes later (ISO 32000-1 §12.8.1): /ByteRange of four integers around exactly the /Contents string.
 * The file is hashed while it is read; nothing of it is kept.
 */
import { createDigest, type DigestName } from '../algorithms/index.ts'
import { concatBytes, toHex, utf8 } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import { dictionary, forEachSlice, indexOfWord, name, type PdfDictionary, type PdfObject, type PdfReference, type PdfUpdate } from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'

/** Fifteen digits hold every safe integer. */
const byteRangeRoom = '[0 000000000000000 000000000000000 000000000000000]'

/** An unsigned signature dictionary. ByteRange and Contents come first, so that no text before them can look like them. */
export function signatureDictionary(reserve: number, entries: Readonly<Record<string, PdfObject | undefined>>): PdfDictionary {
  return dictionary({
    ByteRange: { kind: 'verbatim', bytes: utf8(byteRangeRoom) },
    Contents: { kind: 'verbatim', bytes: concatBytes(utf8('<'), new Uint8Array(2 * reserve).fill(0x30), utf8('>')) },
    Filter: name('Adobe.PPKLite'),
    ...entries,
  })
}

export type OpenTail = {
  /** Hash of everything but the /Contents string. */
  readonly digest: Uint8Array
  /** The tail with this CMS in its place. */
  place(cms: Uint8Array): Uint8Array
}

export async function hashAround(source: ByteSource, update: PdfUpdate, signature: PdfReference, digestName: DigestName): Promise<OpenTail> {
  const tail = await update.finish(identifierFrom)
  const objectStart = (tail.offsets.get(signature.number) ?? source.size) - source.size
  const rangeStart = indexOfWord(tail.bytes, '/ByteRange ', objectStart) + '/ByteRange '.length
  const contentsStart = indexOfWord(tail.bytes, '/Contents <', objectStart) + '/Contents '.length
  const contentsEnd = tail.bytes.indexOf(0x3e, contentsStart) + 1
  const end = source.size + tail.bytes.length
  const range = `[0 ${source.size + contentsStart} ${source.size + contentsEnd} ${end - source.size - contentsEnd}]`
  tail.bytes.set(utf8(range.padEnd(byteRangeRoom.length, ' ')), rangeStart)
  const running = createDigest(digestName)
  await forEachSlice(source, 0, source.size, (slice) => running.update(slice))
  running.update(tail.bytes.subarray(0, contentsStart))
  running.update(tail.bytes.subarray(contentsEnd))
  return {
    digest: running.finish(),
    place(cms) {
      const room = (contentsEnd - contentsStart - 2) / 2
      if (cms.length > room) throw new MisuseError(`the signature takes ${cms.length} bytes and only ${room} were reserved`)
      return concatBytes(tail.bytes.subarray(0, contentsStart + 1), utf8(toHex(cms)), tail.bytes.subarray(contentsStart + 1 + 2 * cms.length))
    },
  }
}

/** The changing half of the file identifier (§14.4), from what changes. */
export function identifierFrom(objects: readonly Uint8Array[]): Uint8Array {
  const running = createDigest('sha256')
  for (const bytes of objects) running.update(bytes)
  return running.finish().subarray(0, 16)
}
