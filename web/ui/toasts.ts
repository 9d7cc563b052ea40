/** Short messages after an act: "Moved to Archive". With `undo` in place of a question beforehand. */

export type Toast = { readonly id: number; readonly message: string; readonly undo?: (() => void) | undefined }

let shown: readonly Toast[] = []
let last = 0
const watchers = new Set<() => void>()

function show(next: readonly Toast[]): void {
  shown = next
  for (const watcher of watchers) watcher()
}

export const toasts = (): readonly Toast[] => shown

export function watchToasts(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function toast(message: string, options: { readonly undo?: () => void; readonly milliseconds?: number } = {}): number {
  const id = ++last
  show([...shown.slice(-2), { id, message, undo: options.undo }])
  setTimeout(() => dismissToast(id), options.milliseconds ?? (options.undo === undefined ? 6000 : 12_000))
  return id
}

export function dismissToast(id: number): void {
  show(shown.filter((each) => each.id !== id))
}
