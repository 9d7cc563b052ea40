import type { Sms } from './sms.ts'

/** A gateway that takes `POST {to, text}` as JSON with a bearer token. */
export function openHttpSms(url: string, token: string | undefined): Sms {
  return {
    async send(message) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(10_000),
      })
      if (!response.ok) throw new Error(`the SMS gateway answered ${response.status}`)
    },
  }
}
