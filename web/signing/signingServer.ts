import { createDigest } from '@countersign/engine/algorithms'
import type { ByteSource } from '@countersign/engine/ports'
import { api, problemFetch } from '../app/api.ts'
import { type As, asking, fileAddress } from '../documents/queries.ts'
import type { Preparation, ReadFile, SigningServer } from './signDocument.ts'

export const prepareSigning = (id: string, as: As, certificate: string, digestAlgorithm: string) =>
  api.post<Preparation>(`/api/documents/${id}/signing-preparations`, { certificate, digestAlgorithm }, asking(as))

export function signingServer(id: string, as: As, onRead: (share: number) => void): SigningServer {
  return {
    prepare: (certificate, digestAlgorithm) => prepareSigning(id, as, certificate, digestAlgorithm),
    read: async (prepared) => {
      const address = prepared.pdf?.url ?? fileAddress(id, 'original', as)
      return readFile(await problemFetch(address, asking(as)), prepared, onRead)
    },
    submit: (signature) => api.post(`/api/documents/${id}/signatures`, signature, asking(as)),
  }
}

/** Hashed while it comes in; what has come is the browser's to keep (a Blob), so that a large file does not fill the memory. */
async function readFile(response: Response, { document, digestAlgorithm }: Preparation, onRead: (share: number) => void): Promise<ReadFile> {
  const running = createDigest(digestAlgorithm)
  const total = Number(response.headers.get('content-length') ?? document.size)
  const pieces: BlobPart[] = []
  let read = 0
  const reader = response.body?.getReader()
  for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
    const bytes = piece.value
    if (read < document.size) running.update(bytes.subarray(0, document.size - read))
    read += bytes.length
    pieces.push(bytes)
    onRead(total === 0 ? 1 : Math.min(1, read / total))
  }
  return { source: blobSource(new Blob(pieces)), digest: running.finish() }
}

const blobSource = (blob: Blob): ByteSource => ({
  size: blob.size,
  read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
})
