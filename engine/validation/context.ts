/** What one validation has at hand: trust, the present, what the file brought along, and perhaps the network. */
import type { Fetch } from '../ports.ts'
import type { CertificatePool } from '../trust/index.ts'
import type { Evidence } from './evidence.ts'
import type { ValidationMemory } from './memory.ts'

export type Context = {
  readonly anchors: CertificatePool
  /** The present, as the caller says. */
  readonly at: Date
  readonly evidence: Evidence
  readonly memory: ValidationMemory
  readonly fetch: Fetch | undefined
  /** Requests already made; an address is asked once a validation. */
  readonly asked: Set<string>
}

/** EN 319 102-1 §5.5: the moment a certificate is judged for. */
export type ControlTime = {
  /** Certificates must be in their validity period and algorithms strong: the earliest proof of existence, or else the present. */
  readonly time: Date
  /** False: `time` is merely the present. */
  readonly proven: boolean
  /** The moment whose revocation status counts. For a signature `time`; for a time-stamp its own time. */
  readonly statusTime: Date
}
