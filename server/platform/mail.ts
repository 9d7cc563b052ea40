/** Outgoing mail as a port. The twin files are its adapters. A failure is thrown: the job that sends is retried. */
export type MailMessage = { readonly to: string; readonly subject: string; readonly text: string; readonly html: string }

export type Mail = { send(message: MailMessage): Promise<void> }

/** No relay is configured: the message stays where the outbox page shows it. */
export const outboxMail: Mail = { send: async () => undefined }
