/** Coming by a link: the token buys one session for one participant, once; a used link can be exchanged for a new one in the same mailbox. */
import { audit } from '../../audit/index.ts'
import { Act, NotFound, type Platform } from '../../platform/index.ts'
import {
  decideOpening,
  guestSessionLifeMilliseconds,
  hashToken,
  linkLifeMilliseconds,
  makeToken,
  participantLife,
  participantOf,
  type OpeningDecision,
} from '../rules/index.ts'
import { deleteOldLinks, findGuestSessions, insertGuestSession, lockLink, newestLinkAt, spendLink } from '../store.links.ts'
import { documentIdOfParticipant, lockDocument, saveParticipant } from '../store.ts'
import { sendInvitation } from './invite.ts'

export type GuestSession = { readonly documentId: string; readonly participantId: string }

export type GuestOpening =
  | { readonly kind: 'allowed'; readonly session: GuestSession; readonly cookie: string; readonly expiresAt: Date }
  /** The same browser comes back by the same link: its session goes on. */
  | { readonly kind: 'continues'; readonly session: GuestSession }
  | Exclude<OpeningDecision, { kind: 'allowed' }>

/** Works under the system's own hand: before the session exists, nobody is allowed to see the link. */
export async function openGuestSession(act: Act, token: string, present: readonly GuestSession[]): Promise<GuestOpening> {
  return act.asSystem('guest-session').transaction(async (tx) => {
    const hash = hashToken(token)
    const link = await lockLink(tx, hash)
    if (link === undefined) throw new NotFound('link')
    const { participantId } = link
    const documentId = await documentIdOfParticipant(tx, participantId)
    const session = { documentId, participantId }
    if (present.some((own) => own.participantId === participantId)) return { kind: 'continues', session }
    const decision = decideOpening(link, act.now)
    if (decision.kind === 'refused') return decision
    const document = await lockDocument(tx, documentId)
    await spendLink(tx, hash)
    const { token: cookie, hash: tokenHash } = makeToken()
    const expiresAt = new Date(act.now.getTime() + guestSessionLifeMilliseconds)
    await insertGuestSession(tx, { tokenHash, participantId, documentId, expiresAt })
    const participant = participantOf(document, participantId)
    if (participant?.state === 'invited' && document.state === 'open')
      await saveParticipant(tx, participantId, { state: participantLife.invited.open, opened_at: act.now })
    await audit.write(tx, 'document.link-opened', documentId, { participant: participantId })
    return { kind: 'allowed', session, cookie, expiresAt }
  })
}

const renewalPauseMilliseconds = 5 * 60 * 1000

/** Mails a fresh link to the address that the old one went to. Says nothing of whether the token was known. */
export async function renewLink(act: Act, token: string): Promise<void> {
  await act.asSystem('renew-link').transaction(async (tx) => {
    const link = await lockLink(tx, hashToken(token))
    if (link === undefined) return
    const newest = await newestLinkAt(tx, link.participantId)
    if (newest !== undefined && act.now.getTime() - newest.getTime() < renewalPauseMilliseconds) return
    const document = await lockDocument(tx, await documentIdOfParticipant(tx, link.participantId))
    const participant = participantOf(document, link.participantId)
    if (participant === undefined) return
    await sendInvitation(tx, document, participant, 'new-link')
    await audit.write(tx, 'document.link-renewed', document.id, { participant: participant.id })
  })
}

/** Whom the tokens of a guest cookie speak for, oldest first. */
export async function guestsOf(platform: Platform, tokens: readonly string[]): Promise<GuestSession[]> {
  const act = new Act(platform, { kind: 'system', job: 'guest-session' })
  return act.transaction((tx) => findGuestSessions(tx, tokens.map(hashToken)))
}

export async function forgetOldLinks(act: Act): Promise<void> {
  await act.transaction((tx) => deleteOldLinks(tx, new Date(act.now.getTime() - linkLifeMilliseconds)))
}
