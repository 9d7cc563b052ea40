/**
 * Six digits by text message: ten minutes, five tries, another one after a minute.
 * Each code is good for one subject only; stored as HMAC, because six digits under a plain hash are no secret.
 */
import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import { tellBySms } from '../../notifications/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import { codeLife, decideCode, nextCodeAt, type CodeDecision } from '../rules.ts'
import { insertCode, lockNewestCode, markCodeSpent, saveTries } from '../store/codes.ts'
import { secretFor } from './secret.ts'

export type CodeOrder = {
  /** What the code is for, `domain.act`; with `subject` it names the only thing the code opens. */
  readonly purpose: string
  readonly subject: string
  readonly phone: string
  readonly language: string
  /** Catalogue key of the text; it may use {{code}}. */
  readonly text: string
  readonly values?: Readonly<Record<string, unknown>>
}

export type CodeSending = { readonly kind: 'sent'; readonly nextAt: Date; readonly expiresAt: Date } | { readonly kind: 'too-soon'; readonly nextAt: Date }

/** Sends a code and withdraws the one before. Run under the system's hand: codes are nobody's to read. */
export async function sendCode(tx: Tx, order: CodeOrder): Promise<CodeSending> {
  const { platform, now } = tx.act
  const before = await lockNewestCode(tx, order.purpose, order.subject)
  if (before && now < nextCodeAt(before.sentAt)) return { kind: 'too-soon', nextAt: nextCodeAt(before.sentAt) }
  const id = randomUUID()
  const code = randomInt(1_000_000).toString().padStart(6, '0')
  const expiresAt = new Date(now.getTime() + codeLife)
  await insertCode(tx, { id, purpose: order.purpose, subject: order.subject, phone: order.phone, codeHash: await hashOf(platform, id, code), expiresAt })
  await tellBySms(tx, { to: order.phone, language: order.language, text: order.text, values: { ...order.values, code } })
  return { kind: 'sent', nextAt: nextCodeAt(now), expiresAt }
}

/** Judges one try and counts it. The caller returns the decision (never throws it), so that the count commits. */
export async function checkCode(tx: Tx, purpose: string, subject: string, code: string): Promise<CodeDecision> {
  const stored = await lockNewestCode(tx, purpose, subject)
  if (stored === undefined) return { kind: 'expired' }
  const tries = stored.tries + 1
  await saveTries(tx, stored.id, tries)
  const matches = timingSafeEqual(await hashOf(tx.act.platform, stored.id, code.replace(/\D/g, '')), stored.codeHash)
  const decision = decideCode({ ...stored, tries }, matches, tx.act.now)
  if (decision.kind === 'right') await markCodeSpent(tx, stored.id)
  return decision
}

async function hashOf(platform: Platform, id: string, code: string): Promise<Uint8Array> {
  return createHmac('sha256', await secretFor(platform, 'phone codes'))
    .update(`${id}:${code}`)
    .digest()
}
