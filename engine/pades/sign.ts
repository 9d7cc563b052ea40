/**
 * PAdES baseline signatures (EN 319 142-1 §6): made in two steps, because the key is often elsewhere.
 * B-B is `complete`; for B-T ask for `cms`, add the time-stamp to it, and `place` it. Left out on purpose: visible appearances, certification signatures.
 */
import { digestOfSignature } from '../algorithms/index.ts'
import { prepareCades, type CadesSpec } from '../cades/index.ts'
import type { Prepared } from '../cms/index.ts'
import {
  array,
  asSource,
  dictionary,
  name,
  openPdf,
  PdfUpdate,
  readCatalog,
  textString,
  withEntries,
  type PdfDictionary,
  type PdfObject,
  type PdfView,
} from '../pdf/index.ts'
import type { ByteSource, SignatureAlgorithmName } from '../ports.ts'
import { pdfDate } from './date.ts'
import { declareExtension } from './extension.ts'
import { giveField } from './field.ts'
import { hashAround, signatureDictionary } from './placeholder.ts'

export type PadesSpec = {
  readonly certificate: CadesSpec['certificate']
  readonly chain: readonly Uint8Array[]
  readonly signatureAlgorithm: SignatureAlgorithmName
  /** Written as /M; the CMS carries no signing-time (EN 319 142-1 §6.3). */
  readonly signingTime: Date
  /** An empty signature field to fill, or the name of a new one. */
  readonly fieldName?: string
  readonly reason?: string
  readonly location?: string
  readonly signerName?: string
  /** Bytes kept free for the CMS, signature time-stamp included. */
  readonly reserve?: number
  readonly password?: string
}

export type PreparedPades = Prepared<Uint8Array> & {
  /** The CMS alone, for adding a signature time-stamp before it is placed. */
  cms(signature: Uint8Array): Uint8Array
  /** The tail to append, with this CMS inside. */
  place(cms: Uint8Array): Uint8Array
}

/** Attributes, signature value, and a time-stamp token with the certificates of its authority. */
const roomBesideCertificates = 12_288

export async function preparePades(input: Uint8Array | ByteSource, spec: PadesSpec): Promise<PreparedPades> {
  const source = asSource(input)
  const { view } = await openPdf(source, spec.password === undefined ? {} : { password: spec.password })
  const update = new PdfUpdate(view)
  const signature = update.reserve()
  const lock = await giveField(view, update, signature, spec.fieldName)
  await declareExtension(view, update)
  const reserve = spec.reserve ?? [spec.certificate.der, ...spec.chain].reduce((total, certificate) => total + certificate.length, roomBesideCertificates)
  update.put(signature, withEntries(signatureDictionary(reserve, entriesOf(spec)), await lockEntries(view, lock)))
  const digestAlgorithm = digestOfSignature(spec.signatureAlgorithm)
  const open = await hashAround(source, update, signature, digestAlgorithm)
  const cms = prepareCades({
    digest: open.digest,
    digestAlgorithm,
    certificate: spec.certificate,
    chain: spec.chain,
    signatureAlgorithm: spec.signatureAlgorithm,
  })
  return {
    toBeSigned: cms.toBeSigned,
    cms: (value) => cms.complete(value),
    place: (bytes) => open.place(bytes),
    complete: (value) => open.place(cms.complete(value)),
  }
}

function entriesOf(spec: PadesSpec): Record<string, PdfObject | undefined> {
  const text = (value: string | undefined): PdfObject | undefined => (value === undefined ? undefined : textString(value))
  return {
    Type: name('Sig'),
    SubFilter: name('ETSI.CAdES.detached'),
    M: textString(pdfDate(spec.signingTime)),
    Name: text(spec.signerName),
    Reason: text(spec.reason),
    Location: text(spec.location),
  }
}

/** §12.7.4.5: a field's /Lock becomes the signature's FieldMDP reference. */
async function lockEntries(view: PdfView, lock: PdfDictionary | undefined): Promise<Record<string, PdfObject | undefined>> {
  if (lock === undefined) return {}
  const parameters = dictionary({ Type: name('TransformParams'), Action: lock.entries.get('Action'), Fields: lock.entries.get('Fields'), V: name('1.2') })
  const catalog = await readCatalog(view)
  return { Reference: array(dictionary({ Type: name('SigRef'), TransformMethod: name('FieldMDP'), TransformParams: parameters, Data: catalog?.reference })) }
}
