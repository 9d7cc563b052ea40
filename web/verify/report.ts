export type { Report, SignatureReport, TimestampReport } from '@countersign/engine/validation'
