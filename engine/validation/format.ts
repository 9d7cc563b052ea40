/** What a format must be able to do to be validated. */
import type { ByteSource } from '../ports.ts'
import type { Context } from './context.ts'
import type { Message } from './messages.ts'
import type { EvidenceRecordReport, SignatureReport, TimestampReport } from './report.ts'

export type FormatInput = {
  readonly source: ByteSource
  /** The first bytes, at most 1,024. */
  readonly head: Uint8Array
  /** The document that a detached signature is over. */
  readonly content: ByteSource | undefined
}

export type FormatResult = {
  readonly format: string
  readonly signatures: readonly SignatureReport[]
  readonly timestamps: readonly TimestampReport[]
  readonly evidenceRecords?: readonly EvidenceRecordReport[]
  readonly messages?: readonly Message[]
}

export type Format = {
  readonly name: string
  recognises(head: Uint8Array): boolean
  /** Throws `MalformedError` where the file is not what it looked like. */
  validate(input: FormatInput, context: Context): Promise<FormatResult>
}
