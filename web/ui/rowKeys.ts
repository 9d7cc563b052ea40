import type { KeyboardEvent } from 'react'

/** Up and down (or k and j) walk from row to row of a list; `[data-row]` marks what takes the focus in each. */
export function walkRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const from = event.target
  if (!(from instanceof HTMLElement) || from.matches('input:not([type=checkbox]), select, textarea')) return
  const step = event.key === 'ArrowDown' || event.key === 'j' ? 1 : event.key === 'ArrowUp' || event.key === 'k' ? -1 : 0
  if (step === 0) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const here = rows.findIndex((row) => row === from || row.closest('tr, li')?.contains(from))
  const next = rows[Math.min(rows.length - 1, Math.max(0, here + step))]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
}
