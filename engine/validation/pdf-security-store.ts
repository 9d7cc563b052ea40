/** The document security store as it stood in a revision (EN 319 142-1 §5.4.2). Budget: 500 entries of a kind. */
import { as, readCatalog, type PdfView } from '../pdf/index.ts'
import { MalformedError } from '../errors.ts'

export type SecurityStore = {
  readonly certificates: readonly Uint8Array[]
  readonly ocspResponses: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
}

const maximumEntries = 500

export async function readSecurityStore(view: PdfView): Promise<SecurityStore> {
  const catalog = await readCatalog(view)
  const store = as('dictionary', await view.get(catalog?.dictionary, 'DSS'))
  const list = async (key: string): Promise<Uint8Array[]> => {
    const items = as('array', await view.get(store, key))?.items ?? []
    const streams = await Promise.all(items.slice(0, maximumEntries).map((item) => streamBytes(view, item)))
    return streams.filter((bytes) => bytes !== undefined)
  }
  return { certificates: await list('Certs'), ocspResponses: await list('OCSPs'), crls: await list('CRLs') }
}

/** An entry that cannot be read is no evidence. */
async function streamBytes(view: PdfView, item: Parameters<PdfView['resolve']>[0]): Promise<Uint8Array | undefined> {
  try {
    const stream = as('stream', await view.resolve(item))
    return stream === undefined ? undefined : await view.decodedBytes(stream)
  } catch (error) {
    if (error instanceof MalformedError) return undefined
    throw error
  }
}
