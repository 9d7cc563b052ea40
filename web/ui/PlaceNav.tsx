import type { ReactNode } from 'react'
import classes from './PlaceNav.module.css'

/** The places of a desk: links with an optional count, the present one marked by `aria-current`. */
export function PlaceNav({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={classes['nav']} aria-label={label}>
      {children}
    </nav>
  )
}
