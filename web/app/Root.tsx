import { lazy, Suspense, useEffect, useState } from 'react'
import { Outlet, ScrollRestoration } from 'react-router'
import { ToastStack } from '../ui/Toast.tsx'
import { Waiting } from './Waiting.tsx'

const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }))

/** What stands around every page: the palette (Ctrl or ⌘ K), the messages, the place kept on going back. */
export function Root() {
  const [palette, setPalette] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setPalette(true)
      }
    }
    const onAsk = () => setPalette(true)
    window.addEventListener('keydown', onKey)
    window.addEventListener('countersign:palette', onAsk)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('countersign:palette', onAsk)
    }
  }, [])
  return (
    <>
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
      {palette && (
        <Suspense>
          <CommandPalette onClose={() => setPalette(false)} />
        </Suspense>
      )}
      <ToastStack />
      <ScrollRestoration />
    </>
  )
}
