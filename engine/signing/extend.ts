/** Raising a signed file's level, whatever its format. */
import { latin1 } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import { asSource } from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import type { Level } from './level.ts'
import { raiseCms } from './raise-cms.ts'
import { raiseContainer } from './raise-container.ts'
import { documentTimestamp, raisePdf } from './raise-pdf.ts'
import { digestsOf } from './sign-cms.ts'
import { appended, type SignedPdf } from './sign-pdf.ts'
import type { Sources } from './sources.ts'

export type Extension = Sources & {
  readonly level: Exclude<Level, 'B'>
  /** The present. */
  readonly at: Date
  /** The document of a detached signature; an archive time-stamp is over it too. */
  readonly content?: Uint8Array | ByteSource | undefined
  readonly password?: string | undefined
}

/** The whole file at the level. Raising it again to LTA adds one more archive time-stamp. */
export async function extend(bytes: Uint8Array, extension: Extension): Promise<Uint8Array> {
  const { content } = extension
  switch (kindOf(bytes)) {
    case 'pdf':
      return (await extendPdf(bytes, extension)).bytes()
    case 'container':
      return raiseContainer(bytes, extension)
    case 'cms':
      return raiseCms(bytes, extension, content === undefined ? undefined : digestsOf(asSource(content)))
    case 'unknown':
      throw new MisuseError('not a CMS signature, a PDF or a container')
  }
}

/** A PDF of any size: only the tail is held. */
export async function extendPdf(input: Uint8Array | ByteSource, extension: Extension): Promise<SignedPdf> {
  const source = asSource(input)
  return appended(source, await raisePdf(source, new Uint8Array(0), extension))
}

/** A time-stamp over a PDF, signed or not. */
export async function timestampPdf(
  input: Uint8Array | ByteSource,
  stamping: Sources & { readonly at: Date; readonly password?: string | undefined },
): Promise<SignedPdf> {
  const source = asSource(input)
  return appended(source, await documentTimestamp(source, { ...stamping, level: 'T' }))
}

/** By the first bytes, at most 1,024. */
export function kindOf(head: Uint8Array): 'pdf' | 'container' | 'cms' | 'unknown' {
  if (latin1(head.subarray(0, 1024)).includes('%PDF-')) return 'pdf'
  if (head[0] === 0x50 && head[1] === 0x4b) return 'container'
  return head[0] === 0x30 ? 'cms' : 'unknown'
}
