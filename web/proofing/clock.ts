/** The clock of an application that waits for a decision. Pure. */

const minute = 60_000
const hour = 60 * minute

/** How long it has waited, "0:12" or "22:48": hours and minutes. */
export function waited(since: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / minute))
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

export type Urgency = { readonly kind: 'calm' } | { readonly kind: 'soon'; readonly minutes: number } | { readonly kind: 'late' }

/** It presses in the last two hours before the ceiling, and has been missed after it. */
export function urgencyOf(decideBy: string, now: Date): Urgency {
  const left = new Date(decideBy).getTime() - now.getTime()
  if (left <= 0) return { kind: 'late' }
  return left <= 2 * hour ? { kind: 'soon', minutes: Math.ceil(left / minute) } : { kind: 'calm' }
}
