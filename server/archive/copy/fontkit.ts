/**
 * @cantoo/pdf-lib takes a subset's `encode` for one that returns bytes, as newer font kits have it; that of @pdf-lib/fontkit writes to a stream.
 * So the subset is shown without it, and the stream is used.
 */
import fontkit from '@pdf-lib/fontkit'

type Subset = { readonly cff: unknown; includeGlyph(glyph: unknown): number; encodeStream(): unknown }
type Font = { createSubset(): Subset }

export const streamingFontkit = {
  create(bytes: Uint8Array, name?: string) {
    const font = fontkit.create(bytes, name)
    const made = font as unknown as Font
    const createSubset = made.createSubset.bind(font)
    made.createSubset = () => {
      const subset = createSubset()
      return { cff: subset.cff, includeGlyph: (glyph) => subset.includeGlyph(glyph), encodeStream: () => subset.encodeStream() }
    }
    return font
  },
}
