/** Document time-stamps (EN 319 142-1 §5.4.3): a token of RFC 3161 over the whole file, as every archive step adds one. */
import type { DigestName } from '../algorithms/index.ts'
import { asSource, name, openPdf, PdfUpdate, type PdfView } from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import { declareExtension } from './extension.ts'
import { giveField } from './field.ts'
import { hashAround, signatureDictionary } from './placeholder.ts'

export type DocumentTimestampSpec = { readonly digest: DigestName; readonly reserve?: number; readonly password?: string }
export type PreparedDocumentTimestamp = {
  /** The message imprint to ask the authority for. */
  readonly imprint: Uint8Array
  /** The tail to append, with the token inside. */
  complete(token: Uint8Array): Uint8Array
}

const roomForToken = 16_384

export async function prepareDocumentTimestamp(input: Uint8Array | ByteSource, spec: DocumentTimestampSpec): Promise<PreparedDocumentTimestamp> {
  const source = asSource(input)
  const { view }: { view: PdfView } = await openPdf(source, spec.password === undefined ? {} : { password: spec.password })
  const update = new PdfUpdate(view)
  const timestamp = update.reserve()
  await giveField(view, update, timestamp, undefined, 'Timestamp')
  await declareExtension(view, update)
  update.put(timestamp, signatureDictionary(spec.reserve ?? roomForToken, { Type: name('DocTimeStamp'), SubFilter: name('ETSI.RFC3161') }))
  const open = await hashAround(source, update, timestamp, spec.digest)
  return { imprint: open.digest, complete: (token) => open.place(token) }
}
