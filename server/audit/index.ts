/** The door of audit: what happened, provably. */
export { audit, verifyAudit } from './service.ts'
export type { ChainVerdict, Happening } from './rules.ts'
