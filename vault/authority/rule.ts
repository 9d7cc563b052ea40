/**
 * Standing rules: two operators sign once, then certificates are issued while nobody watches. So that a server that was taken over
 * gains little, the vault itself holds a rule to its profiles, its dates and its number of certificates a day.
 */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Database, Tx } from '../database.ts'
import { canonicalJson } from '../protocol/canonical.ts'
import { decisionBytes, standingRule, type Application, type StandingRule } from '../protocol/certificates.ts'
import type { importRequest } from '../protocol/requests.ts'
import type { ImportResponse } from '../protocol/responses.ts'
import type { Vault } from '../vault.ts'
import { verifierBehind, type Reason } from './verifier.ts'

const day = 86_400_000

export async function enactRule(vault: Vault, { rule, signatures }: Extract<z.infer<typeof importRequest>, { what: 'rule' }>): Promise<ImportResponse> {
  const now = vault.clock.now()
  const people = new Set<string>()
  for (const signature of signatures) {
    const verifier = await verifierBehind(vault.database, signature, decisionBytes(rule), now)
    if ('fault' in verifier) return { ok: false, because: 'decision-refused', reason: verifier.fault }
    people.add(verifier.person)
  }
  // Two signatures of one person are one person's.
  if (people.size < 2) return { ok: false, because: 'decision-refused', reason: 'self-approved' }
  const sha256 = createHash('sha256').update(decisionBytes(rule)).digest('hex')
  const known = await vault.database.selectFrom('standing_rule').select('withdrawn_at').where('sha256', '=', sha256).executeTakeFirst()
  // The same rule again would need new dates or words, and new signatures.
  if (known?.withdrawn_at) return { ok: false, because: 'decision-refused', reason: 'rule-not-in-force' }
  await vault.database.transaction().execute(async (tx) => {
    const row = { sha256, rule: canonicalJson(rule), signed_by: [...people], enacted_at: now }
    const { numInsertedOrUpdatedRows: made } = await tx
      .insertInto('standing_rule')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if ((made ?? 0n) > 0n) await vault.log.write(tx, { act: 'rule.enacted', details: { rule: sha256, name: rule.name, signedBy: row.signed_by } })
  })
  return { ok: true, what: 'rule', ruleSha256: sha256 }
}

export function readRule(text: string): StandingRule {
  return standingRule.parse(JSON.parse(text))
}

export async function faultOfRule(database: Database, sha256: string, application: Application, now: Date): Promise<Reason | undefined> {
  const row = await database.selectFrom('standing_rule').select('rule').where('sha256', '=', sha256).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (row === undefined) return 'unknown-rule'
  const rule = readRule(row.rule)
  if (application.rule !== sha256) return 'other-application'
  if (now < new Date(rule.validFrom) || now > new Date(rule.validUntil)) return 'rule-not-in-force'
  return rule.profiles.some((profile) => profile === application.profile) ? undefined : 'rule-not-in-force'
}

/** Within the issuing transaction; those who rely on one rule wait for one another here. Not FOR UPDATE: the foreign key of their rows holds it shared already. */
export async function hasRoom(tx: Tx, sha256: string, now: Date): Promise<boolean> {
  const { rule } = await tx.selectFrom('standing_rule').select('rule').where('sha256', '=', sha256).forNoKeyUpdate().executeTakeFirstOrThrow()
  const { count } = await tx
    .selectFrom('issued')
    .select((query) => query.fn.countAll<string>().as('count'))
    .where('rule_sha256', '=', sha256)
    .where('issued_at', '>', new Date(now.getTime() - day))
    .executeTakeFirstOrThrow()
  // The one that is being issued has its row already.
  return Number(count) <= readRule(rule).dailyLimit
}
