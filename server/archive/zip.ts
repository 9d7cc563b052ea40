/** A zip file as a stream: each part is read when the one before has gone out. Limit: 4 GiB a part (fflate writes no Zip64). */
import { Zip, ZipPassThrough } from 'fflate'

export type ZipPart = { readonly name: string; readonly contents: AsyncIterable<Uint8Array> | Uint8Array }

export async function* zipOf(parts: Iterable<ZipPart> | AsyncIterable<ZipPart>, modified: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  for await (const { name, contents } of parts) {
    // Stored, not packed: signed files are mostly packed already, and a verifier's tools read them as they are.
    const entry = new ZipPassThrough(name)
    entry.mtime = modified
    // "Made on Unix", or unzip takes the names for those of DOS, in spite of the mark that they are UTF-8.
    entry.os = 3
    entry.attrs = 0o100644 << 16
    zip.add(entry)
    if (contents instanceof Uint8Array) entry.push(contents, true)
    else {
      for await (const piece of contents) {
        entry.push(piece)
        yield* ready.splice(0)
      }
      entry.push(new Uint8Array(0), true)
    }
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}
