/** What a file is, by its bytes and never by its name. Only the head and the directory of a container are read; nothing is unpacked. */
import type { ByteSource } from '@countersign/engine/ports'
import type { ContentsKind } from '../rules/index.ts'
import { compoundFileType } from './compound-file.ts'
import { zipOfficeType } from './zip-directory.ts'

export type Contents = { readonly kind: ContentsKind; readonly mediaType: string }

const headBytes = 1_024

const images: readonly { readonly mediaType: string; readonly starts: string; readonly at?: number }[] = [
  { mediaType: 'image/png', starts: '\x89PNG\r\n\x1a\n' },
  { mediaType: 'image/jpeg', starts: '\xff\xd8\xff' },
  { mediaType: 'image/gif', starts: 'GIF8' },
  { mediaType: 'image/tiff', starts: 'II*\0' },
  { mediaType: 'image/tiff', starts: 'MM\0*' },
  { mediaType: 'image/webp', starts: 'WEBP', at: 8 },
]

export async function recogniseContents(source: ByteSource): Promise<Contents> {
  const head = latin1(await source.read(0, Math.min(source.size, headBytes)))
  // ISO 32000-1 annex H: readers accept the header anywhere in the first 1,024 bytes.
  if (head.includes('%PDF-')) return { kind: 'pdf', mediaType: 'application/pdf' }
  const image = images.find(({ starts, at = 0 }) => head.startsWith(starts, at))
  if (image !== undefined) return { kind: 'image', mediaType: image.mediaType }
  if (head.startsWith('PK\x03\x04')) {
    const office = await zipOfficeType(source)
    return office === undefined ? { kind: 'other', mediaType: 'application/zip' } : { kind: 'office', mediaType: office }
  }
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) {
    const office = await compoundFileType(source)
    if (office !== undefined) return { kind: 'office', mediaType: office }
  }
  return { kind: 'other', mediaType: 'application/octet-stream' }
}

/** The extension under which LibreOffice and people know a kind of file. */
export const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/tiff': 'tiff',
  'image/webp': 'webp',
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
