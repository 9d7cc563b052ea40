/** The first path that holds, out of all that can be built: RFC 5280 §6 in one call. */
import { MalformedError } from '../errors.ts'
import type { CertificatePool } from '../trust/index.ts'
import type { Certificate } from '../x509/index.ts'
import { buildPaths, SearchBudget } from './build.ts'
import { checkPath, type PathWishes } from './check.ts'
import { pathFault, type PathFault } from './faults.ts'

/** What is known of the revocation of one certificate. "Unknown" is never "not revoked". */
export type RevocationSource = (certificate: Certificate, issuer: Certificate, path: readonly Certificate[]) => Promise<'good' | 'revoked' | 'unknown'>

export type PathQuestion = PathWishes & {
  readonly certificate: Certificate
  readonly anchors: CertificatePool
  /** Certificates that may stand in between. */
  readonly pool: CertificatePool
  /** Left out: revocation is not looked at. */
  readonly revocation?: RevocationSource | undefined
  /** Certificates in a path, anchor included; 16 unless told otherwise. */
  readonly maximumLength?: number | undefined
}

export type PathResult =
  /** `path`: last certificate first, anchor at the end. */
  | { readonly valid: true; readonly path: readonly Certificate[]; readonly policies: readonly string[] }
  /** The fault of the first path found, or why there is none. */
  | { readonly valid: false; readonly fault: PathFault; readonly path?: readonly Certificate[] | undefined }

const maximumPaths = 64

export async function validatePath(question: PathQuestion): Promise<PathResult> {
  const budget = new SearchBudget()
  let first: PathResult | undefined
  let tried = 0
  try {
    for await (const path of buildPaths(question.certificate, question, budget)) {
      const result = await judge(path, question)
      if (result.valid) return result
      first ??= result
      if (++tried >= maximumPaths) break
    }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    return { valid: false, fault: pathFault('malformed', question.certificate, error.message) }
  }
  return first ?? { valid: false, fault: whyNone(question.certificate, budget) }
}

async function judge(path: readonly Certificate[], question: PathQuestion): Promise<PathResult> {
  const { fault, policies } = checkPath(path, question)
  if (fault !== undefined) return { valid: false, fault, path }
  const revoked = question.revocation === undefined ? undefined : await revocationFault(path, question.revocation)
  return revoked === undefined ? { valid: true, path, policies } : { valid: false, fault: revoked, path }
}

/** From the anchor down: what hangs under a revoked authority says nothing of itself. */
async function revocationFault(path: readonly Certificate[], source: RevocationSource): Promise<PathFault | undefined> {
  for (let index = path.length - 2; index >= 0; index--) {
    const [certificate, issuer] = [path[index], path[index + 1]]
    if (certificate === undefined || issuer === undefined) continue
    const status = await source(certificate, issuer, path)
    if (status !== 'good') return pathFault(status === 'revoked' ? 'revoked' : 'revocation-unknown', certificate)
  }
  return undefined
}

function whyNone(certificate: Certificate, budget: SearchBudget): PathFault {
  if (budget.spent) return pathFault('budget-spent', certificate)
  if (budget.badSignature !== undefined) return pathFault('signature-invalid', budget.badSignature)
  return pathFault('no-path', budget.deadEnd ?? certificate)
}
