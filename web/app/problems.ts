/** What the server refuses, it refuses as problem+json (RFC 9457) with a `code`; here that becomes words for a person. */
import { useTranslation } from 'react-i18next'
import type { FieldErrors } from '../ui/ErrorSummary.tsx'

export type FieldProblem = { readonly path: string; readonly code: string }

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly fields: readonly FieldProblem[]
  readonly reference: string | undefined
  /** Everything else that the answer says: `retryAfter`, `limit`, `module`. */
  readonly facts: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    const code = typeof body['code'] === 'string' ? body['code'] : codeOfStatus(status)
    super(code)
    this.status = status
    this.code = code
    this.fields = Array.isArray(body['fields']) ? body['fields'].filter(isFieldProblem) : []
    this.reference = typeof body['instance'] === 'string' ? body['instance'] : undefined
    this.facts = { ...body, ...(typeof body['details'] === 'object' ? body['details'] : {}) }
  }
}

/** The server did not answer at all: no network, or it is down. */
export const unreachable = () => new Problem(0, { code: 'unreachable' })

function codeOfStatus(status: number): string {
  if (status === 401) return 'not-signed-in'
  if (status === 403) return 'not-allowed'
  if (status === 404) return 'not-found'
  if (status === 409) return 'conflict'
  if (status === 413) return 'too-large'
  if (status === 429) return 'too-many'
  return status >= 500 ? 'server-failed' : 'refused'
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return typeof value === 'object' && value !== null && 'path' in value && 'code' in value && typeof value.path === 'string' && typeof value.code === 'string'
}

/**
 * Words for anything that was thrown. A domain may say a code in its own way under `problems.<code>` of its catalogue;
 * otherwise locales/<language>/problems.json speaks, and an unknown code gets a sentence that is true of all of them.
 */
export function useProblems(domain?: string) {
  const { t, i18n } = useTranslation(domain === undefined ? ['problems'] : ['problems', domain])
  const own = (key: string) => (domain === undefined ? [] : [`${domain}:problems.${key}`])
  const facts = (problem: Problem) =>
    Object.fromEntries(Object.entries(problem.facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number'))
  const say = (error: unknown): string => {
    if (!(error instanceof Problem)) return t('problems:unknown')
    return t([...own(error.code), `problems:${error.code}`, `problems:${codeOfStatus(error.status)}`, 'problems:unknown'], facts(error))
  }
  const sayField = (field: FieldProblem): string =>
    t([...own(`fields.${field.path}.${field.code}`), ...own(`fields.${field.code}`), `problems:fields.${field.code}`, 'problems:fields.invalid'])
  return {
    language: i18n.language,
    say,
    /** Errors by field name, for Field and ErrorSummary. */
    fields: (error: unknown): FieldErrors => (error instanceof Problem ? Object.fromEntries(error.fields.map((field) => [field.path, sayField(field)])) : {}),
    reference: (error: unknown): string | undefined => (error instanceof Problem ? error.reference : undefined),
  }
}
