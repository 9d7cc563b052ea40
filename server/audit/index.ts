/** The door of audit: what happened, provably. */
export { auditRoutes } from './routes.ts'
export { audit, verifyAudit } from './service.ts'
export type { ChainVerdict, Happening } from './rules.ts'
