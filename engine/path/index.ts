/** Certification paths (RFC 5280 §6): built, checked, and judged with revocation. Everything is a value; nothing throws for a bad path. */
export { buildPaths, SearchBudget, type PathSearch } from './build.ts'
export { checkPath, type PathWishes } from './check.ts'
export { pathFault, pathRules, type PathFault, type PathRule } from './faults.ts'
export type { PolicyWishes } from './policies.ts'
export { validatePath, type PathQuestion, type PathResult, type RevocationSource } from './validate.ts'
export { crlRevocationSource, type CrlsAtHand } from './crl-source.ts'
