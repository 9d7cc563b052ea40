/**
 * What stands in a ZIP that carries signatures: ASiC-S and ASiC-E (EN 319 162-1, -2), or our own archive.
 * Says which file signs which; whether the signatures hold is for validation.
 */
import { MalformedError } from '../errors.ts'
import { latin1 } from '../bytes/index.ts'
import { matches, readManifest, type Manifest } from './manifest.ts'
import { readZip, type Zip, type ZipFile } from './zip-reader.ts'

export type ContainerKind = 'asic-s' | 'asic-e' | 'archive' | 'zip'
export type ContainerFault = 'mimetype-not-first' | 'mimetype-not-stored' | 'mimetype-unknown' | 'manifest-unreadable' | 'not-one-document'

export type CoveredFile = { readonly name: string; readonly digestMatches: boolean }

export type ContainerSignature = {
  readonly name: string
  readonly kind: 'cades' | 'xades' | 'timestamp' | 'evidence-record'
  readonly bytes: Uint8Array
  /** What a detached signature or a time-stamp is over: the manifest in ASiC-E, the document in ASiC-S and in our archive. */
  readonly content: { readonly name: string; readonly bytes: Uint8Array } | undefined
  /** Files that the manifest speaks of, with whether they are what was signed; for ASiC-S, the document. */
  readonly covered: readonly CoveredFile[]
}

export type Container = {
  readonly kind: ContainerKind
  readonly mimetype: string | undefined
  readonly faults: readonly ContainerFault[]
  readonly documents: readonly ZipFile[]
  readonly signatures: readonly ContainerSignature[]
  readonly files: readonly ZipFile[]
}

const mimetypes: ReadonlyMap<string, ContainerKind> = new Map([
  ['application/vnd.etsi.asic-e+zip', 'asic-e'],
  ['application/vnd.etsi.asic-s+zip', 'asic-s'],
])

export function readContainer(bytes: Uint8Array): Container {
  const zip = readZip(bytes)
  const faults = new Set<ContainerFault>()
  const mimetype = readMimetype(zip, faults)
  const kind = kindOf(zip, mimetype, faults)
  const inMeta = (file: ZipFile): boolean => file.name.toUpperCase().startsWith('META-INF/')
  const documents = zip.files.filter((file) => (kind === 'archive' ? isArchived(file) : file.name !== 'mimetype' && !inMeta(file)))
  const signatures =
    kind === 'archive' ? archiveSignatures(zip, documents) : zip.files.filter(inMeta).flatMap((file) => asicSignature(zip, kind, file, documents, faults))
  if (kind === 'asic-s' && documents.length !== 1) faults.add('not-one-document')
  return { kind, mimetype, faults: [...faults], documents, signatures, files: zip.files }
}

/** §A.1: `mimetype` is the first file, stored, without an extra field, so that it stands at a fixed place. */
function readMimetype(zip: Zip, faults: Set<ContainerFault>): string | undefined {
  const file = zip.files.find(({ name }) => name === 'mimetype')
  if (file === undefined) return /^mimetype=(\S+)/.exec(zip.comment)?.[1]
  if (file.offset !== 0) faults.add('mimetype-not-first')
  if (!file.stored || !file.plainHeader) faults.add('mimetype-not-stored')
  return file.size > 256 ? undefined : latin1(file.read()).trim()
}

function kindOf(zip: Zip, mimetype: string | undefined, faults: Set<ContainerFault>): ContainerKind {
  const declared = mimetypes.get(mimetype ?? '')
  if (declared !== undefined) return declared
  const has = (pattern: RegExp): boolean => zip.files.some(({ name }) => pattern.test(name))
  if (mimetype !== undefined && has(/^META-INF\//i)) faults.add('mimetype-unknown')
  if (has(/^META-INF\/ASiC\w*Manifest\w*\.xml$/i) || has(/^META-INF\/manifest\.xml$/i)) return 'asic-e'
  if (has(/^META-INF\/(signatures?\.(p7s|xml)|timestamp\.tst|evidencerecord\.(ers|xml))$/i)) return 'asic-s'
  return has(/^signatures\/[^/]+\.p7s$/) ? 'archive' : 'zip'
}

function signatureKind(name: string): ContainerSignature['kind'] | undefined {
  if (/manifest[^/]*\.xml$/i.test(name)) return undefined
  if (/\.p7[sm]$/i.test(name)) return 'cades'
  if (/\.tst$/i.test(name)) return 'timestamp'
  if (/\.ers$/i.test(name) || /evidencerecord[^/]*\.xml$/i.test(name)) return 'evidence-record'
  return /signatures?[^/]*\.xml$/i.test(name) ? 'xades' : undefined
}

function asicSignature(zip: Zip, kind: ContainerKind, file: ZipFile, documents: readonly ZipFile[], faults: Set<ContainerFault>): ContainerSignature[] {
  const signature = signatureKind(file.name)
  if (signature === undefined) return []
  const bytes = file.read()
  const [document] = documents
  // XAdES and evidence records say themselves what they are over.
  if (signature === 'xades') return [{ name: file.name, kind: signature, bytes, content: undefined, covered: [] }]
  const found = manifestOf(zip, file.name, faults)
  if (found !== undefined)
    return [{ name: file.name, kind: signature, bytes, content: { name: found.file.name, bytes: found.file.read() }, covered: coveredBy(zip, found.manifest) }]
  if (kind !== 'asic-s' || document === undefined || documents.length !== 1)
    return [{ name: file.name, kind: signature, bytes, content: undefined, covered: [] }]
  return [
    {
      name: file.name,
      kind: signature,
      bytes,
      content: { name: document.name, bytes: document.read() },
      covered: [{ name: document.name, digestMatches: true }],
    },
  ]
}

function manifestOf(zip: Zip, signature: string, faults: Set<ContainerFault>): { file: ZipFile; manifest: Manifest } | undefined {
  for (const file of zip.files) {
    if (!/^META-INF\/ASiC\w*Manifest\w*\.xml$/i.test(file.name)) continue
    try {
      const manifest = readManifest(file.read())
      if (manifest.signature === signature) return { file, manifest }
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error
      faults.add('manifest-unreadable')
    }
  }
  return undefined
}

function coveredBy(zip: Zip, manifest: Manifest): CoveredFile[] {
  return manifest.references.map((reference) => {
    const file = zip.files.find(({ name }) => name === reference.name)
    return { name: reference.name, digestMatches: file !== undefined && matches(reference, file.read()) }
  })
}

/** Our own archive: one document in front, `signatures/`, `certificates/` and README.txt beside it. */
function isArchived({ name }: ZipFile): boolean {
  return !name.includes('/') && name !== 'README.txt'
}

function archiveSignatures(zip: Zip, documents: readonly ZipFile[]): ContainerSignature[] {
  const [document] = documents
  const content = document === undefined || documents.length !== 1 ? undefined : { name: document.name, bytes: document.read() }
  return zip.files
    .filter(({ name }) => /^signatures\/[^/]+\.p7s$/.test(name))
    .map((file) => ({
      name: file.name,
      kind: 'cades',
      bytes: file.read(),
      content,
      covered: content === undefined ? [] : [{ name: content.name, digestMatches: true }],
    }))
}
