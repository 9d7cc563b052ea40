/** Telling people things, by mail or text message, in their own language, once the transaction that says so has committed. */
import { randomUUID } from 'node:crypto'
import type { Act, Tx } from '../platform/index.ts'
import { deliverMessage, letterHtml, letterText, type Message } from './rules.ts'
import { deleteMessagesBefore, insertMessage, lockUnsentMessage, markSent, newestMessages } from './store.ts'

export type Telling = {
  readonly language: string
  /** Catalogue key, `domain:mails.name`; mails have `.subject`, `.body` and, with a link, `.button` under it, texts are the key itself. */
  readonly text: string
  readonly values?: Readonly<Record<string, unknown>>
}

/**
 * Writes a mail and the job that sends it. `link` is a path of ours.
 *
 * @example await tellByMail(tx, { to: 'o@example.com', language: 'uk', text: 'accounts:mails.confirm', link: '/confirm/…' })
 */
export async function tellByMail(tx: Tx, telling: Telling & { readonly to: string; readonly link?: string }): Promise<void> {
  const { config, translate } = tx.act.platform
  await enqueue(tx, {
    id: randomUUID(),
    channel: 'mail',
    recipient: telling.to,
    language: telling.language,
    subject: translate(telling.language, `${telling.text}.subject`, telling.values),
    body: translate(telling.language, `${telling.text}.body`, telling.values),
    link: telling.link === undefined ? null : config.publicUrl + telling.link,
  })
}

/** Writes a text message and the job that sends it. */
export async function tellBySms(tx: Tx, telling: Telling & { readonly to: string }): Promise<void> {
  const body = tx.act.platform.translate(telling.language, telling.text, telling.values)
  await enqueue(tx, { id: randomUUID(), channel: 'sms', recipient: telling.to, language: telling.language, subject: '', body, link: null })
}

async function enqueue(tx: Tx, message: Message): Promise<void> {
  await insertMessage(tx, message)
  await tx.act.platform.jobs.send(tx, deliverMessage, { messageId: message.id })
}

/** Sends one message. Its contents are forgotten then, since they may hold one-time links and codes; only a demonstration without a relay shows them. */
export async function deliver(act: Act, messageId: string): Promise<void> {
  const { config, mail, sms, translate } = act.platform
  await act.transaction(async (tx) => {
    const message = await lockUnsentMessage(tx, messageId)
    if (message === undefined) return
    if (message.channel === 'sms') await sms.send({ to: message.recipient, text: message.body })
    else
      await mail.send({
        to: message.recipient,
        subject: message.subject,
        text: letterText(message),
        html: letterHtml(message, translate(message.language, 'notifications:open')),
      })
    const relayed = message.channel === 'sms' ? config.SMS_URL !== undefined : config.SMTP_URL !== undefined
    await markSent(tx, messageId, { forget: relayed || !config.COUNTERSIGN_DEMONSTRATION })
  })
}

const keptDays = 30

/** Whom we wrote to is nobody's business for long, and what could not be sent in a month never will be. */
export async function sweepMessages(act: Act): Promise<void> {
  if (act.platform.config.COUNTERSIGN_DEMONSTRATION) return
  await act.transaction((tx) => deleteMessagesBefore(tx, new Date(act.now.getTime() - keptDays * 86_400_000)))
}

/** The demonstration's outbox: what would have been sent. The route exists in demonstration mode only. */
export async function outbox(act: Act): Promise<(Message & { created_at: Date })[]> {
  return act.asSystem('outbox').transaction((tx) => newestMessages(tx, 100))
}
