/** Short forms for the refusals that carry nothing but their reason. */
import type { BareReason, Refusal } from './protocol/responses.ts'

export function refuse(because: BareReason): { readonly ok: false; readonly because: BareReason } {
  return { ok: false, because }
}

export function refuseContent(detail: string): Extract<Refusal, { because: 'content-refused' }> {
  return { ok: false, because: 'content-refused', detail }
}
