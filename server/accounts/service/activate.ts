/** People who were invited or registered by somebody else (A2): a letter, one page, their first password. Nothing is mailed that opens anything twice. */
import { randomUUID } from 'node:crypto'
import { audit } from '../../audit/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import { NotAcceptable, type Act, type Tx } from '../../platform/index.ts'
import { currentTerms, isTaken, normalEmail, type PersonName } from '../rules.ts'
import { cardsOf, claimsOf, idOfPhone, insertAccount, insertConsents, insertEmail, primaryEmailOf, savePasswordHash } from '../store/accounts.ts'
import { confirmAddress } from './emails.ts'
import { newLink, readLink, spendLink } from './links.ts'
import { hashPassword } from './passwords.ts'
import { assertPassword } from './register.ts'
import { openSession, type OpenedSession } from './sessions.ts'

export type Newcomer = { readonly email: string; readonly phone?: string; readonly name: PersonName; readonly language: string }

/** Makes an account without a password and mails the activation link. Run under the system's hand. `undefined` when the address or number is taken. */
export async function preRegister(tx: Tx, newcomer: Newcomer): Promise<string | undefined> {
  const address = normalEmail(newcomer.email)
  const phone = newcomer.phone ?? null
  if (isTaken(await claimsOf(tx, address), tx.act.now) || (phone !== null && (await idOfPhone(tx, phone)) !== undefined)) return undefined
  const accountId = randomUUID()
  const { name, language } = newcomer
  await insertAccount(tx, { id: accountId, name, phone, language, passwordHash: null })
  const emailId = await insertEmail(tx, accountId, address, null)
  const token = await newLink(tx, 'activate', accountId, emailId)
  await tellByMail(tx, { to: address, language, text: 'accounts:mails.activate', values: { given: name.given }, link: `/activate/${token}` })
  await audit.write(tx, 'account.pre-registered', accountId)
  return accountId
}

export type ActivationPage =
  | { readonly kind: 'open'; readonly email: string; readonly name: PersonName }
  | { readonly kind: 'refused'; readonly because: 'link.unknown' | 'link.spent' | 'link.expired' }

export async function readActivation(act: Act, token: string): Promise<ActivationPage> {
  // The link is the authority; nobody is signed in yet.
  return act.asSystem('activation').transaction(async (tx) => {
    const use = await readLink(tx, 'activate', token)
    if (use.kind !== 'good') return { kind: 'refused', because: `link.${use.kind}` }
    const [account] = await cardsOf(tx, [use.accountId])
    return account === undefined ? { kind: 'refused', because: 'link.unknown' } : { kind: 'open', email: account.email, name: account.name }
  })
}

export type ActivationDecision =
  | { readonly kind: 'done'; readonly accountId: string; readonly session: OpenedSession }
  | { readonly kind: 'refused'; readonly because: 'link.unknown' | 'link.spent' | 'link.expired' | 'email.taken' }

/** Sets the first password. The letter reached its address, so the address is confirmed with it. */
export async function activate(act: Act, token: string, password: string, termsVersion: string): Promise<ActivationDecision> {
  assertPassword(password)
  if (termsVersion !== currentTerms.version) throw new NotAcceptable('consents.termsVersion', 'terms.outdated')
  const hash = await hashPassword(password)
  // As above.
  return act.asSystem('activation').transaction(async (tx) => {
    const use = await spendLink(tx, 'activate', token)
    if (use.kind !== 'good') return { kind: 'refused', because: `link.${use.kind}` }
    const { accountId } = use
    const email = await primaryEmailOf(tx, accountId)
    const confirmation = await confirmAddress(tx, accountId, email?.id ?? null)
    if (confirmation.kind === 'refused') return { kind: 'refused', because: confirmation.because }
    await savePasswordHash(tx, accountId, hash)
    await insertConsents(tx, accountId, termsVersion, act.origin.address)
    await audit.write(tx, 'account.activated', accountId, { terms: termsVersion })
    return { kind: 'done', accountId, session: await openSession(tx, accountId) }
  })
}
