import { accountOf, hasRole, NotAllowed, NotFound, type Actor } from '../platform/index.ts'
import { mayDecide } from './rules/index.ts'
import type { ApplicationRow } from './store.ts'

/** Applicants see and fill in their own application; to everybody else without a staff role it does not exist. */
export function authoriseApplicant(actor: Actor, application: ApplicationRow | undefined): ApplicationRow {
  if (application === undefined || accountOf(actor) !== application.account_id) throw new NotFound('application')
  return application
}

/** Applicants read their own; agents and verifiers read all. */
export function authoriseReading(actor: Actor, application: ApplicationRow | undefined): ApplicationRow {
  if (application === undefined) throw new NotFound('application')
  if (accountOf(actor) !== application.account_id && !hasRole(actor, 'agent') && !hasRole(actor, 'verifier')) throw new NotFound('application')
  return application
}

/** Agents review other people's applications, and once one has taken it, only that one. */
export function authoriseReview(actor: Actor, application: ApplicationRow | undefined): ApplicationRow {
  if (!hasRole(actor, 'agent')) throw new NotAllowed()
  if (application === undefined) throw new NotFound('application')
  if (accountOf(actor) === application.account_id) throw new NotAllowed('own-application')
  if (application.state === 'in-review' && application.agent_id !== accountOf(actor)) throw new NotAllowed('taken-by-another-agent')
  return application
}

/** Verifiers decide, never over what they applied for or reviewed themselves. */
export function authoriseDecision(actor: Actor, application: ApplicationRow | undefined): ApplicationRow {
  const verifierId = accountOf(actor)
  if (verifierId === undefined || !hasRole(actor, 'verifier')) throw new NotAllowed()
  if (application === undefined) throw new NotFound('application')
  if (!mayDecide({ accountId: application.account_id, agentId: application.agent_id }, verifierId)) throw new NotAllowed('four-eyes')
  return application
}
