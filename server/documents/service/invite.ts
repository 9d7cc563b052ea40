/** Telling the people whose turn has come: state, one-time link, mail and event, all in the caller's transaction. */
import { tellByMail } from '../../notifications/index.ts'
import { events, type Tx } from '../../platform/index.ts'
import { linkLifeMilliseconds, makeToken, participantLife, titleOf, toInvite, type Document, type Participant } from '../rules/index.ts'
import { insertLink } from '../store.links.ts'
import { findDocument, saveParticipant } from '../store.ts'
import { initiatorName } from './names.ts'

/** Invites everyone whose turn it is by now; returns the document as it then stands. */
export async function inviteNext(tx: Tx, document: Document): Promise<Document> {
  const next = toInvite(document)
  for (const participant of next) {
    await saveParticipant(tx, participant.id, { state: participantLife.waiting.invite, invited_at: tx.act.now })
    await sendInvitation(tx, document, participant, 'invitation')
    await events.emit(tx, { type: 'document.turn', documentId: document.id, participantId: participant.id })
  }
  return next.length === 0 ? document : findDocument(tx, document.id)
}

/** A new link for one person. Only its hash stays here. */
export async function sendInvitation(tx: Tx, document: Document, participant: Participant, letter: 'invitation' | 'reminder' | 'new-link'): Promise<void> {
  const { token, hash } = makeToken()
  await insertLink(tx, { tokenHash: hash, participantId: participant.id, expiresAt: new Date(tx.act.now.getTime() + linkLifeMilliseconds) })
  await tellByMail(tx, {
    to: participant.email,
    language: participant.language,
    text: `documents:mails.${letter}.${participant.role}`,
    values: {
      title: titleOf(document.name),
      initiator: await initiatorName(tx, document),
      name: participant.name,
      message: document.message === '' ? '' : `\n\n${document.message}`,
    },
    link: `/s/${token}`,
  })
}
