/**
 * The archive people take away: the document under its own name, the signatures beside it, the certificates, and a text that says what is what.
 * Everything inside can be checked with other tools: the signatures are plain detached CMS files.
 */
import { utf8 } from '../bytes/index.ts'
import { writeZip } from './zip-writer.ts'

export type ArchiveSpec = {
  readonly document: { readonly name: string; readonly bytes: Uint8Array }
  readonly signatures: readonly { readonly surname: string; readonly bytes: Uint8Array }[]
  readonly certificates: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** Text of README.txt, in the reader's language. */
  readonly readme: string
  readonly at: Date
}

const longestName = 80

export function buildArchive(spec: ArchiveSpec): Uint8Array {
  const taken = new Set<string>()
  const free = (folder: string, name: string, extension: string): string => {
    for (let n = 1; ; n++) {
      const candidate = `${folder}${name}${n === 1 ? '' : `-${n}`}${extension}`
      if (taken.has(candidate.toLowerCase())) continue
      taken.add(candidate.toLowerCase())
      return candidate
    }
  }
  const readme = free('', 'README', '.txt')
  const [, stem = 'document', extension = ''] = /^(.*?)(\.[^.]*)?$/s.exec(safeName(spec.document.name, 'document')) ?? []
  return writeZip(
    [
      { name: free('', stem, extension), bytes: spec.document.bytes },
      ...spec.signatures.map(({ surname, bytes }, index) => ({
        name: free('signatures/', `${String(index + 1).padStart(2, '0')}-${safeName(surname, 'signer')}`, '.p7s'),
        bytes,
      })),
      ...spec.certificates.map(({ name, bytes }) => ({ name: free('certificates/', safeName(name, 'certificate'), '.cer'), bytes })),
      { name: readme, bytes: utf8(spec.readme) },
    ],
    spec.at,
  )
}

/** Letters of any script stay; what a file system or an archive could take for something else goes. */
function safeName(name: string, otherwise: string): string {
  const kept = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, '-')
    .replace(/^[-. ]+|[-. ]+$/g, '')
  return kept === '' ? otherwise : Array.from(kept).slice(-longestName).join('')
}
