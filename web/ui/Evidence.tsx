import type { ReactNode } from 'react'
import classes from './Evidence.module.css'
import { IconChevronDown } from './icons.ts'

type EvidenceProps = {
  readonly title: ReactNode
  readonly state?: ReactNode
  readonly open?: boolean
  readonly onToggle?: (open: boolean) => void
  readonly children: ReactNode
}

/** A line that unfolds into what stands behind it. */
export function Evidence({ title, state, open = false, onToggle, children }: EvidenceProps) {
  return (
    <details className={classes['evidence']} open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>
        <span className={classes['title']}>{title}</span>
        {state}
        <IconChevronDown aria-hidden="true" />
      </summary>
      <div className={classes['inside']}>{children}</div>
    </details>
  )
}
