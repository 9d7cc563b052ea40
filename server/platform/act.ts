/**
 * An act: somebody does something now. Every use-case takes one; every transaction is opened through one,
 * so the database knows who acts (row-level security reads `countersign.*`) and the audit log can say so.
 */
import { sql, type Transaction } from 'kysely'
import type { VaultClient } from '@countersign/vault/protocol'
import type { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Translator } from './i18n.ts'
import type { Mail } from './mail.ts'
import type { Sms } from './sms.ts'
import type { Storage } from './storage.ts'

/** Everything a use-case may lean on besides its own rules: ports, opened once per process. */
export type Platform = {
  readonly config: Config
  readonly clock: Clock
  readonly database: Database
  readonly jobs: JobQueue
  readonly storage: Storage
  readonly mail: Mail
  readonly sms: Sms
  readonly vault: VaultClient
  readonly translate: Translator
}

/** What a sender knows of a job: its name and what it needs. Stands in rules.ts, so that service.ts can send what jobs.ts runs. */
export type JobOrder<Data> = { readonly name: string; readonly schema: z.ZodType<Data> }
export type SendOptions = { readonly startAfter?: Date }

/** Background work as a port. jobs.ts is its adapter. It stands here because an act sends jobs and a job is an act. */
export type JobQueue = {
  /** Enqueues inside the transaction: rolled back with it. */
  send<Data>(tx: Tx, job: JobOrder<Data>, data: Data, options?: SendOptions): Promise<void>
  subscribersOf(event: string): readonly JobOrder<unknown>[]
  start(platform: Platform): Promise<void>
  stop(): Promise<void>
}

/** What a deployment's staff may be besides a person with an account. */
export type StaffRole = 'agent' | 'verifier' | 'operator'

export type Actor =
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'account'
      readonly accountId: string
      readonly sessionId: string
      readonly roles: readonly StaffRole[]
      readonly cabinetId: string | null
    }
  /** Came by an invitation link, without an account: may touch one participant's one document. */
  | { readonly kind: 'guest'; readonly participantId: string; readonly documentId: string }
  | { readonly kind: 'system'; readonly job: string }

export type Origin = { readonly address: string; readonly userAgent: string }

/** `Origin` holds personal data; it goes into the audit log and nowhere else. */
export class Act {
  readonly platform: Platform
  readonly actor: Actor
  readonly origin: Origin
  readonly language: string
  /** The moment of the whole act: one act, one time. */
  readonly now: Date

  constructor(platform: Platform, actor: Actor, options: { readonly origin?: Origin; readonly language?: string } = {}) {
    this.platform = platform
    this.actor = actor
    this.origin = options.origin ?? { address: '', userAgent: '' }
    this.language = options.language ?? 'en'
    this.now = platform.clock.now()
  }

  /** State, audit row, event and job in one: all of it or nothing. Throwing rolls everything back. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.platform.database.transaction().execute(async (transaction) => {
      await introduce(transaction, this.actor)
      return work(new Tx(this, transaction))
    })
  }

  /** The same act under the system's own hand, for the few steps that must see across borders. Say why where you call it. */
  asSystem(job: string): Act {
    return new Act(this.platform, { kind: 'system', job }, { origin: this.origin, language: this.language })
  }
}

/** A running transaction of one act. */
export class Tx {
  readonly act: Act
  readonly transaction: Transaction<unknown>

  constructor(act: Act, transaction: Transaction<unknown>) {
    this.act = act
    this.transaction = transaction
  }

  /** The transaction, seen as having these tables. Each store.ts names its own. */
  of<Tables extends object>(): Transaction<Tables> {
    return this.transaction as Transaction<Tables>
  }

  /**
   * Runs a few statements across row-level security, inside this transaction, and goes back under the actor's own hand.
   * For what belongs to nobody yet (a voucher, a token from a link). Say why where you call it.
   */
  async asSystem<T>(work: () => Promise<T>): Promise<T> {
    await introduce(this.transaction, { kind: 'system', job: '' })
    const result = await work()
    await introduce(this.transaction, this.act.actor)
    return result
  }
}

/** `set_config(…, true)` lasts to the end of the transaction. Policies in migrations read these names. */
async function introduce(transaction: Transaction<unknown>, actor: Actor): Promise<void> {
  const accountId = actor.kind === 'account' ? actor.accountId : ''
  const participantId = actor.kind === 'guest' ? actor.participantId : ''
  const staff = actor.kind === 'account' ? actor.roles.join(',') : ''
  await sql`select set_config('countersign.actor', ${actor.kind}, true), set_config('countersign.account', ${accountId}, true),
    set_config('countersign.participant', ${participantId}, true), set_config('countersign.staff', ${staff}, true)`.execute(transaction)
}

/** The account that acts, or undefined. */
export function accountOf(actor: Actor): string | undefined {
  return actor.kind === 'account' ? actor.accountId : undefined
}

export function hasRole(actor: Actor, role: StaffRole): boolean {
  return actor.kind === 'account' && actor.roles.includes(role)
}
