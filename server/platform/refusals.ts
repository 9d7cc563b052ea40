/**
 * The three ways in which a use-case ends without an answer. Everything else that can be foreseen is a value.
 * problems.ts, at the HTTP edge, turns them into problem+json.
 */

/** The person may not do this. Where even the thing's existence is a secret, say NotFound instead. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed'
  readonly code: string
  constructor(code = 'not-allowed') {
    super(code)
    this.code = code
  }
}

export class NotFound extends Error {
  override readonly name = 'NotFound'
  readonly what: string
  constructor(what: string) {
    super(`${what} not found`)
    this.what = what
  }
}

/** What was sent is well-formed but cannot be accepted: names the field, as a schema fault does. */
export class NotAcceptable extends Error {
  override readonly name = 'NotAcceptable'
  readonly fields: readonly { readonly path: string; readonly code: string }[]
  constructor(path: string, code: string) {
    super(`${path}: ${code}`)
    this.fields = [{ path, code }]
  }
}
