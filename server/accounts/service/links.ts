/** Links that work once: 256 random bits in the mail, their SHA-256 here. */
import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../../platform/index.ts'
import { linkLife, type LinkPurpose } from '../rules.ts'
import { insertLink, lockLink, spendLinks } from '../store/links.ts'

/** A secret for a link or a cookie, and what is stored of it. Other domains make their links with it too. */
export function newToken(): { readonly token: string; readonly hash: Uint8Array } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashOfToken(token) }
}

export function hashOfToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

export async function newLink(tx: Tx, purpose: LinkPurpose, accountId: string, emailId: string | null): Promise<string> {
  const { token, hash } = newToken()
  await insertLink(tx, { tokenHash: hash, purpose, accountId, emailId, expiresAt: new Date(tx.act.now.getTime() + linkLife[purpose]) })
  return token
}

export type LinkUse =
  | { readonly kind: 'good'; readonly accountId: string; readonly emailId: string | null }
  | { readonly kind: 'unknown' | 'spent' | 'expired' }

export async function readLink(tx: Tx, purpose: LinkPurpose, token: string): Promise<LinkUse> {
  const link = await lockLink(tx, purpose, hashOfToken(token))
  if (link === undefined) return { kind: 'unknown' }
  if (link.spentAt !== null) return { kind: 'spent' }
  if (tx.act.now >= link.expiresAt) return { kind: 'expired' }
  return { kind: 'good', accountId: link.accountId, emailId: link.emailId }
}

export async function spendLink(tx: Tx, purpose: LinkPurpose, token: string): Promise<LinkUse> {
  const use = await readLink(tx, purpose, token)
  if (use.kind === 'good') await spendLinks(tx, purpose, use.accountId)
  return use
}
