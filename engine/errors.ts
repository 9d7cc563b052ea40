/**
 * The engine's only exceptions. A bad signature is a result, never an exception;
 * these two say that the *input* is not what it claims to be, or that the *caller* erred.
 */

/** Bytes that cannot be read as what they were taken for. `offset` counts from the start of the outermost input. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError'
  readonly offset: number | undefined
  constructor(message: string, offset?: number) {
    super(offset === undefined ? message : `${message} (at byte ${offset})`)
    this.offset = offset
  }
}

/** The engine was called wrongly: an argument out of range, an algorithm it cannot sign with. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError'
}
