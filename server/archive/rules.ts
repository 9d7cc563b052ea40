/** What goes into an archive, and under which names. Pure. */
import { z } from 'zod'
import type { SignerFacts } from '../documents/index.ts'

/** Builds and keeps the archive of a completed document. */
export const buildArchive = { name: 'build-archive', schema: z.object({ documentId: z.uuid() }) }

/** `01-Коваленко`: the order of signing and the surname, safe on every file system. */
export function signatureFileName(index: number, facts: Pick<SignerFacts, 'name'>): string {
  const [surname = 'signature'] = facts.name.split(/\s+/)
  const safe =
    surname
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}'’-]/gu, '')
      .slice(0, 60) || 'signature'
  return `${String(index + 1).padStart(2, '0')}-${safe}`
}

/**
 * The document keeps its own name, unless that is one of ours. What some file system refuses, and what a shell would act upon
 * in the commands of the README, becomes a dash.
 */
export function documentFileName(name: string): string {
  const safe = name.replace(/["$`!\\:*?<>|]/g, '-').replace(/^-+/, '') || 'document'
  return /^(readme\.txt|signatures|certificates)$/i.test(safe) ? `document-${safe}` : safe
}

/** A zip without Zip64 says sizes in 32 bits. A larger document is downloaded beside its signatures, one by one. */
export const largestArchived = 4_294_967_295 - 67_108_864

/** Larger views are not copied page by page: a copy is made in memory. The signature sheet alone is given instead. */
export const largestCopiedView = 67_108_864
