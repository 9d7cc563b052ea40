import { useEffect } from 'react'

/** j and k enter the list from anywhere on the page; inside it they walk (ui/rowKeys.ts), and Enter opens. */
export function useListKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || (event.key !== 'j' && event.key !== 'k')) return
      const { target } = event
      if (target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable], [role=dialog], [role=menu], [data-row]') !== null) return
      const row = document.querySelector<HTMLElement>('[data-row][aria-current]') ?? document.querySelector<HTMLElement>('[data-row]')
      if (row === null) return
      event.preventDefault()
      row.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
