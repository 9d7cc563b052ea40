/** A registration that waits for its code, kept for this tab only: a reload must not cost the person a second code. */
export type PendingRegistration = {
  readonly id: string
  readonly email: string
  readonly phone: string
  readonly nextCodeAt: string
  readonly codeExpiresAt: string
}

const key = 'countersign-registration'
const longest = 86_400_000

export function keepRegistration(registration: PendingRegistration): void {
  sessionStorage.setItem(key, JSON.stringify({ ...registration, keptAt: Date.now() }))
}

export function keptRegistration(): PendingRegistration | undefined {
  const text = sessionStorage.getItem(key)
  if (text === null) return undefined
  const kept: PendingRegistration & { keptAt: number } = JSON.parse(text)
  return Date.now() - kept.keptAt < longest ? kept : undefined
}

export function forgetRegistration(): void {
  sessionStorage.removeItem(key)
}
