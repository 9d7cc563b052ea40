import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

/** Nothing here yet: what this place is for, and the first act. */
export function EmptyState({ title, children, action }: { readonly title: ReactNode; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes['empty']}>
      <h2>{title}</h2>
      {children !== undefined && <p className="soft">{children}</p>}
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </div>
  )
}
