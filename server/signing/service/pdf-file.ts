/** A PDF with its appended revisions, read as one file without ever being written as one. */
import type { ByteSource } from '@countersign/engine/ports'
import type { Document } from '../../documents/index.ts'
import type { Storage } from '../../platform/index.ts'
import type { Revision } from '../store.ts'

/** The file as it stood after `revisions`; none: the original. */
export function pdfSource(storage: Storage, document: Document, revisions: readonly Revision[]): ByteSource {
  return joined([storage.source(document.original), ...revisions.map(({ object }) => storage.source(object))])
}

export function joined(parts: readonly ByteSource[]): ByteSource {
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  return {
    size,
    async read(start, end) {
      if (start < 0 || end > size || start > end) throw new RangeError('range outside the file')
      const bytes = new Uint8Array(end - start)
      let offset = 0
      for (const part of parts) {
        const from = Math.max(start - offset, 0)
        const to = Math.min(end - offset, part.size)
        if (from < to) bytes.set(await part.read(from, to), offset + from - start)
        offset += part.size
      }
      return bytes
    },
  }
}
