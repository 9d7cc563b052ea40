import type { ReactNode } from 'react'
import classes from './TabNav.module.css'

/** Views of one place, each with an address of its own: links, the present one marked by `aria-current`. */
export function TabNav({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={classes['tabs']} aria-label={label}>
      {children}
    </nav>
  )
}
