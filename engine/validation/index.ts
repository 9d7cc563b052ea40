/** Validation to EN 319 102-1: a verdict with its reasons for a signed file. */
export { message, sentences, type Message, type MessageCode, type Severity } from './messages.ts'
export type {
  CertificateSummary,
  Change,
  EvidenceRecordReport,
  Indication,
  Level,
  Report,
  SignatureReport,
  SubIndication,
  TimestampReport,
  Verdict,
} from './report.ts'
export { ValidationMemory } from './memory.ts'
export { readSecurityStore, type SecurityStore } from './pdf-security-store.ts'
export { validateEvidenceRecord } from './validate-evidence.ts'
export { validate, type ValidationOptions } from './validate.ts'
