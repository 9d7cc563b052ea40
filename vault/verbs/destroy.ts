/** destroy: what was wrapped is erased; the row stays, so that the key's public half and end remain known. */
import { findKey } from '../keys/store.ts'
import type { DestroyRequest } from '../protocol/requests.ts'
import type { DestroyResponse } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'

export async function destroy(vault: Vault, asked: DestroyRequest): Promise<DestroyResponse> {
  const { database, clock, log } = vault
  if (asked.what === 'verifier') return withdrawVerifier(vault, asked.certificateSha256)
  if (asked.what === 'rule') return withdrawRule(vault, asked.ruleSha256)
  vault.keptKeys.delete(asked.keyId)
  const row = await findKey(database, asked.keyId)
  if (row === undefined) return refuse('unknown-key')
  return database.transaction().execute(async (tx) => {
    const gone = await tx
      .updateTable('key')
      .set({ destroyed_at: clock.now(), wrapped: null })
      .where('id', '=', asked.keyId)
      .where('destroyed_at', 'is', null)
      .executeTakeFirst()
    if (gone.numUpdatedRows === 0n) return refuse('destroyed')
    await log.write(tx, { act: 'key.destroyed', keyId: asked.keyId, ...(row.person === null ? {} : { person: row.person }) })
    return { ok: true }
  })
}

/** Anybody may withdraw: it takes power away, and gives none. */
async function withdrawVerifier({ database, clock, log }: Vault, certificateSha256: string): Promise<DestroyResponse> {
  return database.transaction().execute(async (tx) => {
    const gone = await tx
      .updateTable('verifier')
      .set({ withdrawn_at: clock.now() })
      .where('certificate_sha256', '=', certificateSha256)
      .where('withdrawn_at', 'is', null)
      .returning('person')
      .executeTakeFirst()
    if (gone === undefined) return refuse('unknown-verifier')
    await log.write(tx, { act: 'verifier.withdrawn', person: gone.person, details: { certificateSha256 } })
    return { ok: true }
  })
}

async function withdrawRule({ database, clock, log }: Vault, sha256: string): Promise<DestroyResponse> {
  return database.transaction().execute(async (tx) => {
    const gone = await tx
      .updateTable('standing_rule')
      .set({ withdrawn_at: clock.now() })
      .where('sha256', '=', sha256)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
    if (gone.numUpdatedRows === 0n) return refuse('unknown-rule')
    await log.write(tx, { act: 'rule.withdrawn', details: { rule: sha256 } })
    return { ok: true }
  })
}
