/** Preparing a draft and sending it out. */
import { randomUUID } from 'node:crypto'
import { normaliseIdentifier } from '@countersign/engine/identifiers'
import { findAccount, findAccountByEmail, requireConfirmed } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import { events, NotAcceptable, type Act, type Tx } from '../../platform/index.ts'
import { assertInitiator } from '../policy.ts'
import { decideSending, documentLife, reminderPauseMilliseconds, whoseTurn, type Document, type ParticipantRole, type SendingDecision } from '../rules/index.ts'
import { findDocument, lockDocument, remindedAt, replaceParticipants, saveDocument, type ParticipantTable } from '../store.ts'
import { taxNumberFault } from '../tax-number.ts'
import { inviteNext, sendInvitation } from './invite.ts'

export type GivenParticipant = {
  readonly email: string
  readonly name?: string | undefined
  readonly taxNumber?: string | undefined
  readonly taxCountry?: string | undefined
  readonly role: ParticipantRole
  readonly order?: number | undefined
  readonly language?: string | undefined
}

export type DraftDecision = { readonly kind: 'allowed'; readonly document: Document } | { readonly kind: 'refused'; readonly because: 'not-a-draft' }

export async function setParticipants(act: Act, id: string, given: readonly GivenParticipant[]): Promise<DraftDecision> {
  for (const [index, participant] of given.entries()) refuseBadNumber(participant, index)
  return act.transaction(async (tx) => {
    const document = await lockDocument(tx, id)
    assertInitiator(act.actor, document)
    if (document.state !== 'draft') return { kind: 'refused', because: 'not-a-draft' }
    const rows: ParticipantTable[] = []
    const initiator = await findAccount(tx, document.initiator)
    for (const participant of given) rows.push(await rowOf(tx, id, participant, initiator?.language ?? act.language))
    await replaceParticipants(tx, id, rows)
    await saveDocument(tx, id, {})
    await audit.write(tx, 'document.participants-set', id, {
      participants: rows.map(({ email, role, order, tax_number }) => ({ email, role, order, taxNumber: tax_number })),
    })
    return { kind: 'allowed', document: await findDocument(tx, id) }
  })
}

function refuseBadNumber(participant: GivenParticipant, index: number): void {
  if (participant.taxNumber === undefined) return
  const fault = taxNumberFault(participant.taxCountry, participant.taxNumber)
  if (fault !== undefined) throw new NotAcceptable(`participants.${index}.taxNumber`, fault)
}

/** Everybody is written to in their own language; whose is not known, in the initiator's. */
async function rowOf(tx: Tx, documentId: string, given: GivenParticipant, otherwise: string): Promise<ParticipantTable> {
  const email = given.email.trim().toLowerCase()
  const account = await findAccountByEmail(tx, email)
  return {
    id: randomUUID(),
    document_id: documentId,
    account_id: account?.id ?? null,
    email,
    name: given.name?.normalize('NFC').trim() ?? '',
    language: given.language ?? account?.language ?? otherwise,
    tax_number: given.taxNumber === undefined ? null : normaliseIdentifier(given.taxNumber),
    tax_country: given.taxNumber === undefined ? null : (given.taxCountry ?? null),
    role: given.role,
    order: given.order ?? 1,
    state: 'waiting',
    invited_at: null,
    opened_at: null,
    seen_at: null,
    acted_at: null,
    decline_reason: null,
  }
}

export type SendingResult = { readonly kind: 'allowed'; readonly document: Document } | Exclude<SendingDecision, { kind: 'allowed' }>

export async function sendDocument(
  act: Act,
  id: string,
  options: { readonly deadline: Date | null; readonly message?: string | undefined },
): Promise<SendingResult> {
  return act.transaction(async (tx) => {
    await requireConfirmed(tx)
    const document = await lockDocument(tx, id)
    assertInitiator(act.actor, document)
    const { deadline } = options
    const decision = decideSending(document, { deadline, now: act.now })
    if (decision.kind === 'refused') return decision
    await saveDocument(tx, id, { state: documentLife.draft.send, sent_at: act.now, deadline, message: options.message?.normalize('NFC') ?? '' })
    const sent = await inviteNext(tx, await findDocument(tx, id))
    await events.emit(tx, { type: 'document.sent', documentId: id })
    await audit.write(tx, 'document.sent', id, { sha256: document.original.sha256, deadline: deadline?.toISOString() ?? null })
    return { kind: 'allowed', document: sent }
  })
}

export type ExtensionResult =
  | { readonly kind: 'allowed'; readonly document: Document }
  | { readonly kind: 'refused'; readonly because: 'not-open-or-expired' | 'deadline-has-passed' }

/** A later deadline for an open document, or a second chance for one whose time ran out. */
export async function extendDocument(act: Act, id: string, deadline: Date): Promise<ExtensionResult> {
  return act.transaction(async (tx) => {
    const document = await lockDocument(tx, id)
    assertInitiator(act.actor, document)
    if (document.state !== 'open' && document.state !== 'expired') return { kind: 'refused', because: 'not-open-or-expired' }
    if (deadline <= act.now) return { kind: 'refused', because: 'deadline-has-passed' }
    await saveDocument(tx, id, { deadline, ...(document.state === 'expired' && { state: documentLife.expired.extend, ended_at: null }) })
    await audit.write(tx, 'document.extended', id, { deadline: deadline.toISOString() })
    return { kind: 'allowed', document: await findDocument(tx, id) }
  })
}

export type ReminderResult =
  | { readonly kind: 'allowed'; readonly reminded: number }
  | { readonly kind: 'refused'; readonly because: 'document-not-open' | 'reminded-just-now' }

/** Mails everyone whose turn it is again, each with a new link. */
export async function remind(act: Act, id: string): Promise<ReminderResult> {
  return act.transaction(async (tx) => {
    const document = await lockDocument(tx, id)
    assertInitiator(act.actor, document)
    if (document.state !== 'open') return { kind: 'refused', because: 'document-not-open' }
    const before = await remindedAt(tx, id)
    if (before !== null && act.now.getTime() - before.getTime() < reminderPauseMilliseconds) return { kind: 'refused', because: 'reminded-just-now' }
    const turn = whoseTurn(document)
    for (const participant of turn) await sendInvitation(tx, document, participant, 'reminder')
    await saveDocument(tx, id, { reminded_at: act.now })
    await audit.write(tx, 'document.reminded', id, { participants: turn.map((participant) => participant.id) })
    return { kind: 'allowed', reminded: turn.length }
  })
}
