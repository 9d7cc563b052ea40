import { accountOf, type Act, type Actor, type Database, type Tx } from '../platform/index.ts'
import { nextEntry, verifyChain, type ChainVerdict, type Happening } from './rules.ts'
import { authoriseReading } from './policy.ts'
import { allEntries, append, entriesAbout, entriesBefore, lockHead } from './store.ts'

const pageSize = 50

export const audit = {
  /**
   * One row about what this transaction does. Details are facts for a court: ids, digests, outcomes; never a secret.
   *
   * @example await audit.write(tx, 'document.recalled', id, { consent: [] })
   */
  async write(tx: Tx, action: string, subject: string, details: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { actor, now, origin } = tx.act
    const happening: Happening = {
      action,
      subject,
      actor: { kind: actor.kind, id: idOf(actor) },
      at: now.toISOString(),
      ...(origin.address !== '' && { origin }),
      details,
    }
    await append(tx, nextEntry(await lockHead(tx), happening))
  },

  /** What happened to one thing, newest first. The caller has checked that the reader may see it. */
  async about(tx: Tx, subject: string, limit = 200): Promise<Happening[]> {
    return (await entriesAbout(tx, subject, limit)).map((row): Happening => JSON.parse(row.payload))
  },
}

export function verifyAudit(database: Database): Promise<ChainVerdict> {
  return verifyChain(allEntries(database))
}

export type ReadEntry = Happening & { readonly number: number; readonly hash: string }

/** A page of the log, newest first. */
export async function readAudit(act: Act, before: number | undefined): Promise<{ entries: ReadEntry[]; next: number | null }> {
  authoriseReading(act.actor)
  const rows = await act.transaction((tx) => entriesBefore(tx, before, pageSize))
  const entries = rows.map((row): ReadEntry => ({ ...JSON.parse(row.payload), number: row.number, hash: row.hash }))
  return { entries, next: rows.length === pageSize ? (rows.at(-1)?.number ?? null) : null }
}

function idOf(actor: Actor): string {
  if (actor.kind === 'guest') return actor.participantId
  if (actor.kind === 'system') return actor.job
  return accountOf(actor) ?? ''
}
