import type { ReactNode } from 'react'
import classes from './RowList.module.css'
import { walkRows } from './rowKeys.ts'

/** The middle column's list. Rows out of sight cost nothing to lay out, so thousands stay quick. */
export function RowList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={classes['rows']} aria-label={label} onKeyDown={walkRows}>
      {children}
    </ul>
  )
}

type RowProps = {
  /** Makes the link around the row: `(props) => <Link to={…} {...props} />`. */
  readonly link: (props: {
    readonly className: string
    readonly 'data-row': true
    readonly 'aria-current': 'true' | undefined
    readonly children: ReactNode
  }) => ReactNode
  readonly title: ReactNode
  /** Right of the title: time, clock. */
  readonly side?: ReactNode
  readonly under?: ReactNode
  /** A StateWord. */
  readonly state?: ReactNode
  readonly here?: boolean
  readonly unread?: boolean
}

export function Row({ link, title, side, under, state, here = false, unread = false }: RowProps) {
  return (
    <li className={classes['item']}>
      {link({
        className: [classes['row'], here && classes['here'], unread && classes['unread']].filter(Boolean).join(' '),
        'data-row': true,
        'aria-current': here ? 'true' : undefined,
        children: (
          <>
            <span className={classes['top']}>
              <span className={classes['title']}>{title}</span>
              {side !== undefined && <span className={classes['side']}>{side}</span>}
            </span>
            {under !== undefined && <span className={classes['under']}>{under}</span>}
            {state}
          </>
        ),
      })}
    </li>
  )
}
