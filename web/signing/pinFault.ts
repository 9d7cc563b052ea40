import { Problem } from '../app/problems.ts'

export type PinFault = { readonly kind: 'wrong'; readonly attemptsLeft: number } | { readonly kind: 'locked' }

/** What the vault said of the PIN. It has counted the try before it answered. */
export function pinFault(error: unknown): PinFault | undefined {
  if (!(error instanceof Problem)) return undefined
  if (error.code === 'key.locked' || error.code === 'key.destroyed') return { kind: 'locked' }
  const left = error.facts['attemptsLeft']
  if (error.code !== 'key.wrong-secret' || typeof left !== 'number') return undefined
  return left > 0 ? { kind: 'wrong', attemptsLeft: left } : { kind: 'locked' }
}
