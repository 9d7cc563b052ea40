import { useEffect } from 'react'

/** Something the palette can do. A page offers its own while it is shown. */
export type Command = { readonly id: string; readonly label: string; readonly hint?: string; readonly run: () => void }

const offered = new Map<symbol, readonly Command[]>()

export const offeredCommands = (): readonly Command[] => [...offered.values()].flat()

export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const key = Symbol('page')
    offered.set(key, commands)
    return () => void offered.delete(key)
  }, [commands])
}

export function openPalette(): void {
  window.dispatchEvent(new Event('countersign:palette'))
}
