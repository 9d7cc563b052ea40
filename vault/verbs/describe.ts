/** describe: what may be known about a key, and the challenge that the next secret is sealed under. */
import { randomUUID } from 'node:crypto'
import { toHex } from '@countersign/engine/bytes'
import { ceremonyIsOpen } from '../authority/ceremony.ts'
import { readRule } from '../authority/rule.ts'
import { handOutChallenge } from '../keys/challenge.ts'
import { describeKey, findKey } from '../keys/store.ts'
import { readLog } from '../log.ts'
import type { DescribeRequest } from '../protocol/requests.ts'
import type { DescribeResponse } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'

export async function describe(vault: Vault, asked: DescribeRequest): Promise<DescribeResponse> {
  if (asked.what === 'authority') return describeAuthority(vault)
  if (asked.what === 'log') return { ok: true, what: 'log', entries: await readLog(vault.database, asked.after, asked.limit) }
  if (asked.what === 'transport') {
    const challenge = await handOutChallenge(vault, { purpose: 'create-key', keyId: randomUUID(), person: asked.person })
    return { ok: true, what: 'transport', challenge }
  }
  const row = await findKey(vault.database, asked.keyId)
  if (row === undefined) return refuse('unknown-key')
  const key = describeKey(row)
  if (asked.person === undefined) return { ok: true, what: 'key', key }
  if (row.person !== asked.person) return refuse('not-holder')
  if (key.state !== 'active') return { ok: true, what: 'key', key }
  return { ok: true, what: 'key', key, challenge: await handOutChallenge(vault, { purpose: 'sign', keyId: row.id, person: asked.person }) }
}

async function describeAuthority(vault: Vault): Promise<DescribeResponse> {
  const { database } = vault
  const keys = await database.selectFrom('key').selectAll().where('kind', '!=', 'cloud').orderBy('created_at').execute()
  const verifiers = await database.selectFrom('verifier').selectAll().where('withdrawn_at', 'is', null).orderBy('enrolled_at').execute()
  const rules = await database.selectFrom('standing_rule').selectAll().where('withdrawn_at', 'is', null).orderBy('enacted_at').execute()
  const end = await database.selectFrom('log').select(['position', 'hash']).orderBy('position', 'desc').limit(1).executeTakeFirst()
  return {
    ok: true,
    what: 'authority',
    ceremony: (await ceremonyIsOpen(vault)) ? 'open' : 'closed',
    keys: keys.map(describeKey),
    verifiers: verifiers.map((row) => ({ certificateSha256: row.certificate_sha256, person: row.person, enrolledAt: row.enrolled_at })),
    rules: rules.map((row) => ({ ruleSha256: row.sha256, rule: readRule(row.rule), signedBy: row.signed_by, enactedAt: row.enacted_at })),
    log: { length: Number(end?.position ?? 0), head: end === undefined ? '' : toHex(end.hash) },
  }
}
