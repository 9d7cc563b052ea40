/** The jobs of documents by name: what a sender needs to know of each. */
import { z } from 'zod'

const one = z.object({ documentId: z.uuid() })

/** Draws the PDF view of an office file or an image. */
export const drawView = { name: 'draw-view', schema: one }
/** Completes a document when everyone has acted and every signature's evidence is whole. Asked often, acts once. */
export const completeDocument = { name: 'complete-document', schema: one }
