/** What a message looks like. Pure. */
import { z } from 'zod'

/** The job that sends one message. */
export const deliverMessage = { name: 'deliver-message', schema: z.object({ messageId: z.uuid() }) }

export type Message = {
  readonly id: string
  readonly channel: 'mail' | 'sms'
  readonly recipient: string
  readonly language: string
  readonly subject: string
  readonly body: string
  readonly link: string | null
}

/** A plain letter: paragraphs, and one button that is also written out as an address. */
export function letterHtml(message: Message, buttonText: string): string {
  const paragraphs = message.body.split('\n\n').map((text) => `<p style="margin:0 0 16px">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`)
  const button =
    message.link === null
      ? ''
      : `<p style="margin:24px 0"><a href="${escapeHtml(message.link)}" style="background:#2347c5;color:#fff;border-radius:8px;padding:12px 24px;text-decoration:none;font-weight:600">${escapeHtml(buttonText)}</a></p><p style="margin:0;color:#4d5870;font-size:14px">${escapeHtml(message.link)}</p>`
  return `<!doctype html><html lang="${message.language}"><body style="margin:0;background:#f7f5f0;color:#16213a;font:17px/1.5 'Source Sans 3',system-ui,sans-serif"><div style="max-width:560px;margin:0 auto;padding:32px 24px"><p style="font-weight:650;margin:0 0 24px">Countersign</p>${paragraphs.join('')}${button}</div></body></html>`
}

/** The same letter without markup. */
export function letterText(message: Message): string {
  return message.link === null ? message.body : `${message.body}\n\n${message.link}\n`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
