/**
 * Opening a PDF (ISO 32000-1 §7.5) from its tail. Left out on purpose: rebuilding a file whose cross-reference sections are lost;
 * every reader would rebuild another document, and none of them could be what somebody signed.
 */
import { MalformedError } from '../errors.ts'
import type { ByteSource } from '../ports.ts'
import { Budget } from './budget.ts'
import { readCatalog } from './pages.ts'
import { readRevisions, type Revision } from './revisions.ts'
import { openSecurity } from './security/open.ts'
import { asSource, beginningOf, indexOfWord } from './source.ts'
import { PdfView } from './view.ts'
import { readXrefChain } from './xref-chain.ts'

export type Pdf = {
  readonly source: ByteSource
  /** The file as it stands now. */
  readonly view: PdfView
  /** Oldest first. */
  readonly revisions: readonly Revision[]
  readonly misdirected: boolean
  readonly encrypted: boolean
  /** The file as it stood when revision `index` was its newest. */
  viewAt(index: number): PdfView
}

/** Bytes of other kinds are tolerated before the header (Annex H, note 13). */
const headerWithin = 1024

/** Throws `LockedPdfError` where neither the given nor the empty password opens it, `MalformedError` where it cannot be read. */
export async function openPdf(input: Uint8Array | ByteSource, options: { readonly password?: string } = {}): Promise<Pdf> {
  const source = asSource(input)
  const head = await source.read(0, Math.min(source.size, headerWithin))
  if (indexOfWord(head, '%PDF-') < 0) throw new MalformedError('not a PDF: no header', 0)
  const budget = new Budget(source.size)
  const chain = await readXrefChain(source, budget)
  const plain = new PdfView(source, chain.sections, budget)
  const decryption = await openSecurity(plain, options.password ?? '')
  const view = decryption === undefined ? plain : new PdfView(source, chain.sections, budget, decryption)
  if ((await readCatalog(view)) === undefined) throw new MalformedError('a PDF without a catalog')
  const revisions = await readRevisions(source, chain.sections)
  return {
    source,
    view,
    revisions,
    misdirected: chain.misdirected,
    encrypted: decryption !== undefined,
    viewAt(index) {
      const end = revisions[index]?.ends.at(-1) ?? source.size
      const sections = revisions
        .slice(0, index + 1)
        .flatMap((revision) => revision.sections.toReversed())
        .toReversed()
      return new PdfView(beginningOf(source, end), sections, budget, decryption)
    },
  }
}
