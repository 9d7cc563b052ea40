/**
 * The first start, when nobody can decide yet because nobody has a certificate: the root, the issuing authority, the OCSP responder,
 * the time-stamp unit and the first staff get theirs without a verifier's signature. Closed once, for ever; three days after it began also by itself,
 * since a server that is taken over while it is open needs nobody's signature.
 */
import type { SignResponse } from '../protocol/responses.ts'
import { refuse } from '../refusals.ts'
import type { Vault } from '../vault.ts'

const longest = 3 * 24 * 60 * 60_000

export async function ceremonyIsOpen({ database, clock }: Pick<Vault, 'database' | 'clock'>): Promise<boolean> {
  const { closed_at, opened_at } = await database.selectFrom('ceremony').select(['closed_at', 'opened_at']).executeTakeFirstOrThrow()
  return closed_at === null && clock.now().getTime() - opened_at.getTime() < longest
}

export async function closeCeremony(vault: Vault): Promise<SignResponse> {
  return vault.database.transaction().execute(async (tx) => {
    const closed = await tx.updateTable('ceremony').set({ closed_at: vault.clock.now() }).where('closed_at', 'is', null).executeTakeFirst()
    if (closed.numUpdatedRows === 0n) return refuse('ceremony-closed')
    await vault.log.write(tx, { act: 'ceremony.closed' })
    return { ok: true, signatures: [] }
  })
}
