/** Bytes in memory or at rest, read the same way. */
import { createDigest, type DigestName } from '../algorithms/index.ts'
import { asSource, forEachSlice } from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import type { SignedDocument } from './subject.ts'

export function readAll(source: ByteSource): Promise<Uint8Array> {
  return source.read(0, source.size)
}

/** Hashes by slices, each algorithm once. */
export function documentOf(input: Uint8Array | ByteSource): SignedDocument {
  const source = asSource(input)
  const digests = new Map<DigestName, Promise<Uint8Array>>()
  return {
    digest: (name) => {
      const known = digests.get(name) ?? hashed(source, name)
      digests.set(name, known)
      return known
    },
    bytes: () => readAll(source),
  }
}

async function hashed(source: ByteSource, name: DigestName): Promise<Uint8Array> {
  const running = createDigest(name)
  await forEachSlice(source, 0, source.size, (slice) => running.update(slice))
  return running.finish()
}
