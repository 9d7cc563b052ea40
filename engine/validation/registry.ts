/** The formats that can be validated: one entry each, tried in order. */
import type { Format } from './format.ts'
import { cmsFormat } from './format-cms.ts'
import { containerFormat } from './format-container.ts'
import { pdfFormat } from './format-pdf.ts'

export const formats: readonly Format[] = [cmsFormat, containerFormat, pdfFormat]
