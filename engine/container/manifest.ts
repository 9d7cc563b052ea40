/** ASiC manifests (EN 319 162-1 §A.4): which files a signature or a time-stamp speaks of, by digest. */
import { digest, type DigestName } from '../algorithms/index.ts'
import { equalBytes, fromBase64, toBase64, utf8 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { readXml, type XmlElement } from './xml.ts'

const asicNamespace = 'http://uri.etsi.org/02918/v1.2.1#'
const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#'

const digestUris: ReadonlyMap<string, DigestName> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha224', 'sha224'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
  ['http://www.w3.org/2007/05/xmldsig-more#sha3-256', 'sha3-256'],
  ['http://www.w3.org/2007/05/xmldsig-more#sha3-384', 'sha3-384'],
  ['http://www.w3.org/2007/05/xmldsig-more#sha3-512', 'sha3-512'],
])

export type ManifestReference = {
  readonly name: string
  readonly digestAlgorithm: DigestName | undefined
  readonly digest: Uint8Array
  readonly mimeType: string | undefined
  readonly rootFile: boolean
}
export type Manifest = { readonly signature: string; readonly references: readonly ManifestReference[] }

export function readManifest(bytes: Uint8Array): Manifest {
  const root = readXml(bytes)
  if (root.name !== 'ASiCManifest' || root.namespace !== asicNamespace) throw new MalformedError('not an ASiC manifest')
  const signature = childrenNamed(root, asicNamespace, 'SigReference')[0]?.attributes.get('URI')
  if (signature === undefined) throw new MalformedError('an ASiC manifest without a signature')
  const references = childrenNamed(root, asicNamespace, 'DataObjectReference').map((element) => {
    const value = childrenNamed(element, signatureNamespace, 'DigestValue')[0]
    return {
      name: fileName(element.attributes.get('URI') ?? ''),
      digestAlgorithm: digestUris.get(childrenNamed(element, signatureNamespace, 'DigestMethod')[0]?.attributes.get('Algorithm') ?? ''),
      digest: value === undefined ? new Uint8Array(0) : fromBase64(value.text),
      mimeType: element.attributes.get('MimeType'),
      rootFile: element.attributes.get('Rootfile') === 'true',
    }
  })
  return { signature: fileName(signature), references }
}

/** Whether the bytes are those that the manifest speaks of; never where the algorithm is unknown. */
export function matches(reference: ManifestReference, bytes: Uint8Array): boolean {
  return reference.digestAlgorithm !== undefined && equalBytes(digest(reference.digestAlgorithm, bytes), reference.digest)
}

export function writeManifest(
  signature: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly mimeType?: string }[],
): Uint8Array {
  const references = files.map(({ name, bytes, mimeType }) => {
    const type = mimeType === undefined ? '' : ` MimeType="${escapeText(mimeType)}"`
    const value = toBase64(digest('sha256', bytes))
    return `<asic:DataObjectReference URI="${escapeText(encodeURI(name))}"${type}><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>${value}</ds:DigestValue></asic:DataObjectReference>`
  })
  return utf8(
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<asic:ASiCManifest xmlns:asic="${asicNamespace}" xmlns:ds="${signatureNamespace}"><asic:SigReference MimeType="application/pkcs7-signature" URI="${escapeText(signature)}"/>${references.join('')}</asic:ASiCManifest>`,
  )
}

function childrenNamed(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return element.children.filter((child) => child.namespace === namespace && child.name === name)
}

/** URIs in manifests are relative references: percent-encoded, sometimes with a leading "./". */
function fileName(uri: string): string {
  try {
    return decodeURIComponent(uri).replace(/^\.?\//, '')
  } catch {
    return uri
  }
}

function escapeText(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
