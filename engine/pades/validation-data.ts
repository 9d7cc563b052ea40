/**
 * The document security store (EN 319 142-1 §5.4.2, ISO 32000-2 §12.8.4.3): certificates, OCSP responses and CRLs that later verifiers need.
 * What is there stays; only what is new is added, so a renewal does not grow the file twice.
 */
import { digest } from '../algorithms/index.ts'
import { emptyBytes, toHex } from '../bytes/index.ts'
import {
  array,
  as,
  asSource,
  dictionary,
  name,
  openPdf,
  PdfUpdate,
  readCatalog,
  readFields,
  withEntries,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfView,
} from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import { MalformedError } from '../errors.ts'
import { declareExtension } from './extension.ts'
import { identifierFrom } from './placeholder.ts'

export type ValidationData = {
  readonly certificates: readonly Uint8Array[]
  readonly ocspResponses: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
}

type Kind = { readonly key: 'Certs' | 'OCSPs' | 'CRLs'; readonly perSignature: 'Cert' | 'OCSP' | 'CRL'; readonly values: readonly Uint8Array[] }

/** The tail to append; empty where everything is in the file already. */
export async function appendValidationData(
  input: Uint8Array | ByteSource,
  data: ValidationData,
  options: { readonly password?: string } = {},
): Promise<Uint8Array> {
  const { view } = await openPdf(asSource(input), options)
  const catalog = await readCatalog(view)
  if (catalog === undefined) throw new MalformedError('a PDF without a catalog')
  const update = new PdfUpdate(view)
  const storeReference = as('reference', catalog.dictionary.entries.get('DSS'))
  const store = as('dictionary', await view.resolve(catalog.dictionary.entries.get('DSS')))
  const kinds: Kind[] = [
    { key: 'Certs', perSignature: 'Cert', values: data.certificates },
    { key: 'OCSPs', perSignature: 'OCSP', values: data.ocspResponses },
    { key: 'CRLs', perSignature: 'CRL', values: data.crls },
  ]
  const entries: Record<string, PdfObject | undefined> = { Type: name('DSS') }
  const perSignature: Record<string, PdfObject | undefined> = {}
  let added = 0
  for (const { key, perSignature: keyInside, values } of kinds) {
    const list = await extendList(view, update, store, key, values)
    if (list.items.length > 0) entries[key] = array(...list.items)
    if (list.used.length > 0) perSignature[keyInside] = array(...list.used)
    added += list.added
  }
  if (added === 0) return emptyBytes
  entries.VRI = await relatedInformation(view, store, perSignature)
  const changed = withEntries(store ?? dictionary({}), entries)
  if (store !== undefined && storeReference !== undefined) update.put(storeReference, changed)
  else update.put(catalog.reference, withEntries(catalog.dictionary, { DSS: update.add(changed) }))
  await declareExtension(view, update)
  return (await update.finish(identifierFrom)).bytes
}

type ExtendedList = { readonly items: readonly PdfObject[]; readonly used: readonly PdfReference[]; readonly added: number }

async function extendList(
  view: PdfView,
  update: PdfUpdate,
  store: PdfDictionary | undefined,
  key: string,
  values: readonly Uint8Array[],
): Promise<ExtendedList> {
  const present = as('array', await view.get(store, key))?.items ?? []
  const known = new Map<string, PdfReference>()
  for (const item of present) {
    const target = as('reference', item)
    const stream = as('stream', await view.resolve(item))
    if (target !== undefined && stream !== undefined) known.set(toHex(digest('sha256', await view.decodedBytes(stream))), target)
  }
  const fresh: PdfReference[] = []
  const used = new Set<PdfReference>()
  for (const bytes of values) {
    const identity = toHex(digest('sha256', bytes))
    const target = known.get(identity) ?? update.add({ kind: 'new-stream', dictionary: dictionary({ Length: bytes.length }), bytes })
    if (!known.has(identity)) fresh.push(target)
    known.set(identity, target)
    used.add(target)
  }
  return { items: [...present, ...fresh], used: [...used], added: fresh.length }
}

/** §12.8.4.4: keyed by the SHA-1 of the /Contents string, in capitals. Only signatures that have no entry yet get one. */
async function relatedInformation(
  view: PdfView,
  store: PdfDictionary | undefined,
  material: Readonly<Record<string, PdfObject | undefined>>,
): Promise<PdfDictionary> {
  const present = as('dictionary', await view.get(store, 'VRI')) ?? dictionary({})
  const entries: Record<string, PdfObject> = {}
  for (const field of await readFields(view)) {
    if (field.type !== 'Sig') continue
    const contents = as('string', await view.get(as('dictionary', await view.resolve(field.value)), 'Contents'))
    if (contents === undefined) continue
    const key = toHex(digest('sha1', contents.bytes)).toUpperCase()
    if (!present.entries.has(key)) entries[key] = dictionary(material)
  }
  return withEntries(present, entries)
}
