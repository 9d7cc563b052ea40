import type { Application } from './queries.ts'

/** What every page of the wizard is given. */
export type StepProps = {
  readonly application: Application
  /** The answers are on the server; on to the next page. */
  readonly onDone: () => void
}
