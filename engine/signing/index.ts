/**
 * Signing and raising levels in one call: CAdES, PAdES and ASiC with CAdES, from B to LTA (EN 319 122-1, 142-1, 162-1 §6).
 * Keys, time-stamps, revocation data and the present come in as arguments. Left out on purpose: XAdES, several signers at once.
 */
export * from './evidence-records.ts'
export * from './extend.ts'
export { LevelNotReachedError, levels, type Level } from './level.ts'
export { revocationOver } from './network-revocation.ts'
export { signCms, type CmsSigning } from './sign-cms.ts'
export { signContainer, type ContainerSigning } from './sign-container.ts'
export { signPdf, type PdfSigning, type SignedPdf } from './sign-pdf.ts'
export type { Revocation, Signer, Sources, Timestamp } from './sources.ts'
export { timestampOver } from './timestamp-client.ts'
