/** Signing in and out. A session is 256 random bits in a cookie and their hash in a row; ending the row ends it everywhere at once. */
import { createHash, randomUUID } from 'node:crypto'
import parsePhoneNumber from 'libphonenumber-js'
import { audit } from '../../audit/index.ts'
import { Act, NotAllowed, type Authenticate, type Tx } from '../../platform/index.ts'
import { identifierTries, normalEmail, sessionHolds, shouldNoteSeen, triesAllowed } from '../rules.ts'
import { credentialsOf, idOfConfirmedEmail, idOfPhone } from '../store/accounts.ts'
import { countTry, forgetTries } from '../store/limits.ts'
import { clearCabinet, endSession, insertSession, noteSeen, saveCabinet, sessionByToken } from '../store/sessions.ts'
import { hashOfToken, newToken } from './links.ts'
import { verifyPassword } from './passwords.ts'

export const sessionCookie = 'session'

/** Who sends this request, by session cookie. Without a cabinet chosen they are in their personal one, whose id is the account's. */
export const authenticate: Authenticate = async (platform, request) => {
  const token = request.cookies[sessionCookie]
  if (token === undefined || token.length > 100) return { kind: 'nobody' }
  // Who they are is what is being found out.
  return new Act(platform, { kind: 'system', job: 'authenticate' }).transaction(async (tx) => {
    const session = await sessionByToken(tx, hashOfToken(token))
    if (session === undefined || !sessionHolds(session, tx.act.now)) return { kind: 'nobody' }
    if (shouldNoteSeen(session.seenAt, tx.act.now)) await noteSeen(tx, session.id)
    return { kind: 'account', accountId: session.accountId, sessionId: session.id, roles: session.roles, cabinetId: session.cabinetId ?? session.accountId }
  })
}

export type OpenedSession = { readonly id: string; readonly token: string }

export async function openSession(tx: Tx, accountId: string): Promise<OpenedSession> {
  const id = randomUUID()
  const { token, hash } = newToken()
  await insertSession(tx, { id, tokenHash: hash, accountId })
  return { id, token }
}

export type SignInDecision =
  | { readonly kind: 'signed-in'; readonly accountId: string; readonly session: OpenedSession }
  | { readonly kind: 'refused'; readonly because: 'credentials.wrong' | 'too-many-tries' }

/**
 * Signs in by a confirmed address or number and a password.
 *
 * Counted before it is judged, in a transaction of its own, so that parallel guesses all count.
 * An unknown identifier takes as long and is answered as a wrong password.
 */
export async function signIn(act: Act, identifier: string, password: string): Promise<SignInDecision> {
  // Whoever signs in is nobody until this succeeds.
  const system = act.asSystem('sign-in')
  const key = attemptKey('sign-in', identifier)
  const tries = await system.transaction((tx) => countTry(tx, key, identifierTries.within))
  if (!triesAllowed({ tries }, identifierTries)) return { kind: 'refused', because: 'too-many-tries' }
  const found = await system.transaction(async (tx) => {
    const accountId = await accountIdBy(tx, identifier)
    return accountId === undefined ? undefined : { accountId, ...(await credentialsOf(tx, accountId)) }
  })
  const right = await verifyPassword(password, found?.passwordHash)
  return system.transaction(async (tx) => {
    if (found === undefined) return { kind: 'refused', because: 'credentials.wrong' }
    if (!right) {
      await audit.write(tx, 'session.refused', found.accountId)
      return { kind: 'refused', because: 'credentials.wrong' }
    }
    await forgetTries(tx, key)
    const session = await openSession(tx, found.accountId)
    await audit.write(tx, 'session.started', found.accountId, { session: session.id })
    return { kind: 'signed-in', accountId: found.accountId, session }
  })
}

export async function signOut(act: Act): Promise<void> {
  const { actor } = act
  if (actor.kind !== 'account') return
  await act.transaction(async (tx) => {
    await endSession(tx, actor.sessionId)
    await audit.write(tx, 'session.ended', actor.accountId, { session: actor.sessionId })
  })
}

/** An account by what a person types: an address, or a number in any spelling. */
export async function accountIdBy(tx: Tx, identifier: string): Promise<string | undefined> {
  if (identifier.includes('@')) return idOfConfirmedEmail(tx, normalEmail(identifier))
  const number = parsePhoneNumber(identifier, 'UA')
  return number === undefined ? undefined : idOfPhone(tx, number.number)
}

/** One number in two spellings shares one count. */
export function attemptKey(purpose: string, identifier: string): Uint8Array {
  const normal = identifier.includes('@') ? normalEmail(identifier) : (parsePhoneNumber(identifier, 'UA')?.number ?? identifier.trim())
  return createHash('sha256').update(`${purpose}:${normal}`).digest()
}

/** Which cabinet the session works in. The caller (cabinets) has checked that the account belongs to it. */
export async function chooseCabinet(tx: Tx, cabinetId: string): Promise<void> {
  const { actor } = tx.act
  if (actor.kind !== 'account') throw new NotAllowed('sign-in-first')
  await saveCabinet(tx, actor.sessionId, cabinetId === actor.accountId ? null : cabinetId)
}

/** Somebody left a cabinet: no session of theirs works in it any more. Run under the system's hand. */
export async function leaveCabinet(tx: Tx, accountId: string, cabinetId: string): Promise<void> {
  await clearCabinet(tx, accountId, cabinetId)
}
