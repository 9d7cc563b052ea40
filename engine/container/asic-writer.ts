/** Writes ASiC with CAdES (EN 319 162-1 §4): first the manifest that is to be signed, then the container around the signature. */
import { utf8 } from '../bytes/index.ts'
import { writeManifest } from './manifest.ts'
import { writeZip, type FileToPack } from './zip-writer.ts'

export type DocumentToPack = { readonly name: string; readonly bytes: Uint8Array; readonly mimeType?: string }

/** The manifest of signature `number`, counted from 1: what a detached CAdES signature is made over. */
export function prepareAsicManifest(documents: readonly DocumentToPack[], number = 1): Uint8Array {
  return writeManifest(signatureName(number), documents)
}

export function buildAsicE(spec: {
  readonly documents: readonly DocumentToPack[]
  readonly signatures: readonly { readonly manifest: Uint8Array; readonly cms: Uint8Array }[]
  readonly at: Date
}): Uint8Array {
  const signed = spec.signatures.flatMap(({ manifest, cms }, index): FileToPack[] => [
    { name: `META-INF/ASiCManifest${padded(index + 1)}.xml`, bytes: manifest },
    { name: signatureName(index + 1), bytes: cms },
  ])
  return writeZip([{ name: 'mimetype', bytes: utf8('application/vnd.etsi.asic-e+zip'), stored: true }, ...spec.documents, ...signed], spec.at)
}

/** One document and one detached CAdES over it. */
export function buildAsicS(spec: { readonly document: DocumentToPack; readonly cms: Uint8Array; readonly at: Date }): Uint8Array {
  return writeZip(
    [{ name: 'mimetype', bytes: utf8('application/vnd.etsi.asic-s+zip'), stored: true }, spec.document, { name: 'META-INF/signature.p7s', bytes: spec.cms }],
    spec.at,
  )
}

function signatureName(number: number): string {
  return `META-INF/signature${padded(number)}.p7s`
}

function padded(number: number): string {
  return String(number).padStart(3, '0')
}
