/** What the page and its worker say to each other. Files go over as handles: nothing is copied, nothing leaves the device. */
import type { Report } from './report.ts'

export type CheckRequest = {
  readonly id: number
  readonly input: Blob
  readonly content: Blob | undefined
  /** PEM or DER, as they come: the deployment's anchors and those that the reader brought. */
  readonly anchors: readonly Uint8Array[]
  readonly at: Date
}

export type CheckAnswer = { readonly id: number; readonly report: Report } | { readonly id: number; readonly failure: string }
