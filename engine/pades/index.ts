/** PAdES (EN 319 142-1): signatures in PDF, made by appending and judged by revision. */
export { checkSignable, type Signable } from '../pdf/index.ts'
export * from './document-timestamp.ts'
export * from './sign.ts'
export * from './validation-data.ts'
export { listPdfSignatures, signaturesOf, type PdfSignature, type PdfSignatureFault } from './signatures.ts'
export type { PdfChange, PdfChangeKind } from './differences/index.ts'
