/** Addresses: asked to confirm, confirmed by the link that was mailed there. */
import { audit } from '../../audit/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import { events, NotAllowed, type Act, type Tx } from '../../platform/index.ts'
import { mailPause } from '../rules.ts'
import { cardsOf, emailById, idOfConfirmedEmail, markEmailConfirmed, primaryEmailOf } from '../store/accounts.ts'
import { newestLinkAt, spendLinks } from '../store/links.ts'
import { newLink, spendLink } from './links.ts'

export async function askToConfirm(
  tx: Tx,
  to: { readonly accountId: string; readonly emailId: string; readonly address: string; readonly language: string; readonly given: string },
): Promise<void> {
  const token = await newLink(tx, 'confirm-email', to.accountId, to.emailId)
  await tellByMail(tx, { to: to.address, language: to.language, text: 'accounts:mails.confirm', values: { given: to.given }, link: `/confirm/${token}` })
}

export type EmailConfirmation =
  | { readonly kind: 'confirmed'; readonly email: string }
  | { readonly kind: 'refused'; readonly because: 'link.unknown' | 'link.spent' | 'link.expired' | 'email.taken' }

export async function confirmEmail(act: Act, token: string): Promise<EmailConfirmation> {
  // The link itself is the authority: it may be opened on a device that is not signed in.
  return act.asSystem('email-confirmation').transaction(async (tx) => {
    const use = await spendLink(tx, 'confirm-email', token)
    if (use.kind !== 'good') return { kind: 'refused', because: `link.${use.kind}` }
    return confirmAddress(tx, use.accountId, use.emailId)
  })
}

/** Whoever could read a letter sent to an address holds it. The first to confirm keeps it. */
export async function confirmAddress(tx: Tx, accountId: string, emailId: string | null): Promise<EmailConfirmation> {
  const email = emailId === null ? undefined : await emailById(tx, emailId)
  if (email === undefined) return { kind: 'refused', because: 'link.unknown' }
  if (email.confirmedAt !== null) return { kind: 'confirmed', email: email.address }
  if ((await idOfConfirmedEmail(tx, email.address)) !== undefined) return { kind: 'refused', because: 'email.taken' }
  await markEmailConfirmed(tx, email.id)
  await spendLinks(tx, 'confirm-email', accountId)
  await events.emit(tx, { type: 'account.confirmed', accountId })
  await audit.write(tx, 'account.email-confirmed', accountId)
  return { kind: 'confirmed', email: email.address }
}

export type Resending = { readonly kind: 'sent'; readonly nextAt: Date } | { readonly kind: 'too-soon'; readonly nextAt: Date } | { readonly kind: 'confirmed' }

/** The letter once more, a minute after the last at the earliest. */
export async function resendConfirmation(act: Act): Promise<Resending> {
  const { actor, now } = act
  if (actor.kind !== 'account') throw new NotAllowed('sign-in-first')
  const { accountId } = actor
  // Links are nobody's to read, not even the account's they are made for.
  return act.asSystem('email-confirmation').transaction(async (tx) => {
    const email = await primaryEmailOf(tx, accountId)
    const [account] = await cardsOf(tx, [accountId])
    if (email === undefined || account === undefined || email.confirmedAt !== null) return { kind: 'confirmed' }
    const sentAt = await newestLinkAt(tx, 'confirm-email', accountId)
    const nextAt = new Date((sentAt?.getTime() ?? 0) + mailPause)
    if (now < nextAt) return { kind: 'too-soon', nextAt }
    await askToConfirm(tx, { accountId, emailId: email.id, address: email.address, language: account.language, given: account.name.given })
    return { kind: 'sent', nextAt: new Date(now.getTime() + mailPause) }
  })
}
