/** A forgotten password (A2): a link to the address or a code to the phone, then a new password, and every session ends. */
import { audit } from '../../audit/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import type { Act, Tx } from '../../platform/index.ts'
import { codePause, identifierTries, triesAllowed, type Account } from '../rules.ts'
import { cardsOf, primaryEmailOf, savePasswordHash } from '../store/accounts.ts'
import { countTry } from '../store/limits.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { checkCode, sendCode } from './codes.ts'
import { newLink, spendLink } from './links.ts'
import { hashPassword } from './passwords.ts'
import { assertPassword } from './register.ts'
import { accountIdBy, attemptKey } from './sessions.ts'

export type ResetRequest =
  | { readonly kind: 'asked'; readonly channel: 'mail' | 'sms'; readonly nextAt: Date }
  | { readonly kind: 'refused'; readonly because: 'too-many-tries' }

const purpose = 'accounts.password-reset'

/** Answers the same whether or not somebody has that address or number. */
export async function requestReset(act: Act, identifier: string): Promise<ResetRequest> {
  // Whoever forgot the password cannot act for the account yet.
  const system = act.asSystem('password-reset')
  const channel = identifier.includes('@') ? 'mail' : 'sms'
  return system.transaction(async (tx) => {
    const tries = await countTry(tx, attemptKey('password-reset', identifier), identifierTries.within)
    if (!triesAllowed({ tries }, identifierTries)) return { kind: 'refused', because: 'too-many-tries' }
    const accountId = await accountIdBy(tx, identifier)
    const [account] = accountId === undefined ? [] : await cardsOf(tx, [accountId])
    if (account !== undefined) await send(tx, account, channel)
    return { kind: 'asked', channel, nextAt: new Date(act.now.getTime() + codePause) }
  })
}

async function send(tx: Tx, account: Account, channel: 'mail' | 'sms'): Promise<void> {
  const { id: accountId, language } = account
  if (channel === 'sms' && account.phone !== null) {
    await sendCode(tx, { purpose, subject: accountId, phone: account.phone, language, text: 'accounts:sms.reset' })
  } else if (channel === 'mail') {
    const email = await primaryEmailOf(tx, accountId)
    const token = await newLink(tx, 'reset-password', accountId, email?.id ?? null)
    await tellByMail(tx, { to: account.email, language, text: 'accounts:mails.reset', values: { given: account.name.given }, link: `/recover/${token}` })
  }
  await audit.write(tx, 'account.reset-requested', accountId, { channel })
}

export type ResetProof = { readonly token: string } | { readonly identifier: string; readonly code: string }
export type ResetDecision =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly because: 'link.unknown' | 'link.spent' | 'link.expired' | 'code.wrong' | 'code.spent' | 'code.expired' }

export async function resetPassword(act: Act, proof: ResetProof, password: string): Promise<ResetDecision> {
  assertPassword(password)
  const hash = await hashPassword(password)
  // As above: the proof is the authority.
  return act.asSystem('password-reset').transaction(async (tx) => {
    const held = await weigh(tx, proof)
    if ('because' in held) return { kind: 'refused', because: held.because }
    const [account] = await cardsOf(tx, [held.accountId])
    if (account === undefined) return { kind: 'refused', because: 'link.unknown' }
    await savePasswordHash(tx, held.accountId, hash)
    await endSessionsOf(tx, held.accountId)
    await tellByMail(tx, { to: account.email, language: account.language, text: 'accounts:mails.passwordChanged', values: { given: account.name.given } })
    await audit.write(tx, 'account.password-reset', held.accountId, { by: 'token' in proof ? 'mail' : 'sms' })
    return { kind: 'done' }
  })
}

async function weigh(tx: Tx, proof: ResetProof): Promise<{ accountId: string } | Extract<ResetDecision, { kind: 'refused' }>> {
  if ('token' in proof) {
    const use = await spendLink(tx, 'reset-password', proof.token)
    return use.kind === 'good' ? { accountId: use.accountId } : { kind: 'refused', because: `link.${use.kind}` }
  }
  const accountId = await accountIdBy(tx, proof.identifier)
  if (accountId === undefined) return { kind: 'refused', because: 'code.expired' }
  const decision = await checkCode(tx, purpose, accountId, proof.code)
  return decision.kind === 'right' ? { accountId } : { kind: 'refused', because: `code.${decision.kind}` }
}
