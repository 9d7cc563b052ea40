/**
 * The copy of a signed document for reading and printing: its pages with a line at the foot of each, and a sheet that shows every signature.
 * It has no legal force and says so. Pure: everything comes in as an argument. Left out on purpose: repairing broken pages.
 */
import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib'
import { mendedFontkit } from '../../platform/index.ts'
import { drawFoot } from './foot.ts'
import type { CopyOrder } from './order.ts'
import { drawSheet } from './sheet.ts'

export async function drawCopy(order: CopyOrder): Promise<Uint8Array> {
  const copy = await PDFDocument.create()
  copy.registerFontkit(mendedFontkit)
  const pen = { regular: await copy.embedFont(order.fonts.regular, { subset: true }), bold: await copy.embedFont(order.fonts.bold, { subset: true }) }
  copy.setTitle(order.title)
  copy.setCreator('Countersign')
  copy.setProducer('Countersign')
  copy.setCreationDate(order.made)
  copy.setModificationDate(order.made)
  for (const page of order.pages === null ? [] : await pagesOf(copy, order.pages)) {
    copy.addPage(page)
    drawFoot(page, pen, order)
  }
  drawSheet(copy, pen, order)
  copy.encrypt({
    userPassword: '',
    ownerPassword: order.ownerPassword,
    permissions: {
      printing: 'highResolution',
      copying: true,
      contentAccessibility: true,
      modifying: false,
      annotating: false,
      fillingForms: false,
      documentAssembly: false,
    },
  })
  return copy.save()
}

/** Copied without forms, scripts and attachments, which belong to the document and not to its copy. */
async function pagesOf(copy: PDFDocument, bytes: Uint8Array): Promise<PDFPage[]> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false })
  return copy.copyPages(source, source.getPageIndices())
}
