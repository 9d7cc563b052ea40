/** Gathers what the copy shows and draws it. */
import { randomBytes } from 'node:crypto'
import { audit } from '../../audit/index.ts'
import { findView, readable, titleOf, type Document } from '../../documents/index.ts'
import { NotFound, pdfFonts, type Act, type StoredObject } from '../../platform/index.ts'
import { drawCopy } from '../copy/index.ts'
import { largestCopiedView } from '../rules.ts'
import { copySigner, copyTexts, standing } from './texts.ts'

/** A copy for reading. Drawn when asked for, in the language asked for. */
export async function makeCopy(act: Act, id: string, language: string): Promise<{ readonly document: Document; readonly bytes: Uint8Array }> {
  const { platform } = act
  const { document, object } = await act.transaction(async (tx) => {
    const document = await readable(tx, id)
    if (standing(document).length === 0) throw new NotFound('copy')
    const view = await findView(tx, id)
    await audit.write(tx, 'copy.downloaded', id)
    return { document, object: view?.state === 'ready' ? (view.object ?? document.original) : null }
  })
  const verifyUrl = `${platform.config.publicUrl}/verify/${document.id}`
  const bytes = await drawCopy({
    title: titleOf(document.name),
    pages: await pagesOf(act, object),
    sha256: document.original.sha256,
    signers: standing(document).map((signature) => copySigner(platform.translate, language, signature)),
    verifyUrl,
    texts: copyTexts(platform.translate, language, document, verifyUrl),
    fonts: await pdfFonts(),
    made: act.now,
    ownerPassword: randomBytes(24).toString('base64url'),
  })
  return { document, bytes }
}

async function pagesOf(act: Act, object: StoredObject | null): Promise<Uint8Array | null> {
  return object === null || object.size > largestCopiedView ? null : act.platform.storage.bytes(object, { maximumBytes: largestCopiedView })
}
