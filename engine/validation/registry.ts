/** The formats that can be validated: one entry each, tried in order. */
import type { Format } from './format.ts'
import { cmsFormat } from './format-cms.ts'
import { containerFormat } from './format-container.ts'
import { evidenceFormat } from './format-evidence.ts'
import { pdfFormat } from './format-pdf.ts'

export const formats: readonly Format[] = [evidenceFormat, cmsFormat, containerFormat, pdfFormat]
