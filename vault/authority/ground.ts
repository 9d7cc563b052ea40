/** On what a certificate rests. One of three grounds, or the open ceremony; a ground that is given is checked either way. */
import type { Certificate } from '@countersign/engine/x509'
import type { Application, Ground } from '../protocol/certificates.ts'
import type { Refusal } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'
import { ceremonyIsOpen } from './ceremony.ts'
import { faultOfDecision } from './decision.ts'
import { faultOfRenewal } from './renewal.ts'
import { faultOfRule } from './rule.ts'
import type { Reason } from './verifier.ts'

export async function faultOfGround(
  vault: Vault,
  ground: Ground | undefined,
  application: Application,
  certificate: Certificate,
): Promise<Refusal | undefined> {
  if (ground === undefined) return (await ceremonyIsOpen(vault)) ? undefined : refuse('no-decision')
  const reason = await reasonAgainst(vault, ground, application, certificate)
  return reason === undefined ? undefined : { ok: false, because: 'decision-refused', reason }
}

function reasonAgainst({ database, clock }: Vault, ground: Ground, application: Application, certificate: Certificate): Promise<Reason | undefined> {
  const now = clock.now()
  if ('decision' in ground) return faultOfDecision(database, ground, application, now)
  if ('renewal' in ground) return faultOfRenewal(database, ground, application, certificate, now)
  return faultOfRule(database, ground.rule, application, now)
}

/** Who answers for it, for the record. */
export function answerableFor(
  ground: Ground | undefined,
  application: Application,
): { readonly decidedBy: string | null; readonly rule: string | null; readonly by: string } {
  if (ground === undefined) return { decidedBy: null, rule: null, by: 'ceremony' }
  if ('decision' in ground) return { decidedBy: ground.decision.decidedBy, rule: null, by: `verifier ${ground.verifierSha256}` }
  if ('renewal' in ground) return { decidedBy: application.holder, rule: null, by: `holder ${ground.renewal.certificateSha256}` }
  return { decidedBy: null, rule: ground.rule, by: `rule ${ground.rule}` }
}
