/** Outgoing text messages as a port. A failure is thrown: the job that sends is retried. */
export type Sms = { send(message: { readonly to: string; readonly text: string }): Promise<void> }

/** No gateway is configured: the message stays where the outbox page shows it. */
export const outboxSms: Sms = { send: async () => undefined }
