/** What a suite of outside vectors is. */
export type CaseResult = {
  readonly id: string
  /** Skipped: outside what the engine sets out to do; `detail` says why. */
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly detail?: string | undefined
}

export type Suite = {
  readonly name: string
  /** Inside the folder of vectors. */
  readonly folder: string
  readonly howToFetch: string
  run(folder: string): AsyncIterable<CaseResult>
}

/** A case passes when the verdict is the expected one. */
export function compared(id: string, expected: boolean, actual: boolean, detail?: string): CaseResult {
  if (expected === actual) return { id, outcome: 'passed', detail }
  return { id, outcome: 'failed', detail: `expected ${expected ? 'valid' : 'invalid'}${detail === undefined ? '' : `, ${detail}`}` }
}
