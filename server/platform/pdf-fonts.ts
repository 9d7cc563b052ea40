/**
 * The typeface of the PDFs that we draw, and the font kit that embeds it.
 * @pdf-lib/fontkit is mended in two places so that its subsets can be used here:
 * - @cantoo/pdf-lib takes a subset's `encode` for one that returns bytes, as newer font kits have it; here it writes to a stream, so it is hidden.
 * - A small subset's glyph index counts in twos ("short" loca, OpenType spec), yet glyphs of odd length are not padded: every second letter is lost.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'

type Subset = { readonly cff: unknown; includeGlyph(glyph: unknown): number; encodeStream(): unknown }
type Font = { createSubset(): Subset }

export const mendedFontkit = {
  create(bytes: Uint8Array, name?: string) {
    const font = fontkit.create(bytes, name)
    const made = font as unknown as Font
    const createSubset = made.createSubset.bind(font)
    made.createSubset = () => {
      const subset = createSubset()
      countInOnes(subset)
      return { cff: subset.cff, includeGlyph: (glyph) => subset.includeGlyph(glyph), encodeStream: () => subset.encodeStream() }
    }
    return font
  },
}

/** The index is made inside `encode`; it is told there to count in ones, which the "long" form does. */
function countInOnes(subset: Subset): void {
  let index: { version?: number } = {}
  Object.defineProperty(subset, 'loca', {
    get: () => index,
    set: (made: { version?: number }) => {
      made.version = 1
      index = made
    },
  })
}

export type PdfFonts = { readonly regular: Uint8Array; readonly bold: Uint8Array }

const { resolve } = createRequire(import.meta.url)

/** Source Sans 3 as TrueType: Latin, Ukrainian, Russian and Kazakh letters in one design. */
export async function pdfFonts(): Promise<PdfFonts> {
  const file = (name: string): Promise<Uint8Array> => readFile(resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`))
  return { regular: await file('400Regular/SourceSans3_400Regular'), bold: await file('600SemiBold/SourceSans3_600SemiBold') }
}
