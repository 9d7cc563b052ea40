import { createTransport } from 'nodemailer'
import type { Mail } from './mail.ts'

/** A real relay, over SMTP or SMTPS (RFC 5321, RFC 8314). */
export function openSmtpMail(url: string, from: string): Mail {
  const transport = createTransport(url)
  return {
    async send(message) {
      await transport.sendMail({ from, ...message })
    },
  }
}
