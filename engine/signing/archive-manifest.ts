/** ASiCArchiveManifest (EN 319 162-1 §A.7): what an archive time-stamp over a container covers. The newest bears the plain name. */
import { digest } from '../algorithms/index.ts'
import { toBase64, utf8 } from '../bytes/index.ts'

export const archiveManifestName = 'META-INF/ASiCArchiveManifest.xml'

export function earlierManifestName(number: number): string {
  return `META-INF/ASiCArchiveManifest${String(number).padStart(3, '0')}.xml`
}

export function writeArchiveManifest(timestamp: string, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const references = files.map(
    ({ name, bytes }) =>
      `<asic:DataObjectReference URI="${escaped(encodeURI(name))}"${/ASiCArchiveManifest/.test(name) ? ' Rootfile="true"' : ''}><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>${toBase64(digest('sha256', bytes))}</ds:DigestValue></asic:DataObjectReference>`,
  )
  return utf8(
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><asic:SigReference MimeType="application/vnd.etsi.timestamp-token" URI="${escaped(timestamp)}"/>${references.join('')}</asic:ASiCManifest>`,
  )
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
