import { type ReactNode, useEffect, useRef } from 'react'
import classes from './PageTitle.module.css'

type PageTitleProps = {
  /** One line above: who asks, which file. */
  readonly over?: ReactNode
  readonly children: ReactNode
  /** One line below, quieter. */
  readonly under?: ReactNode
  /** Buttons at the right, at most one of them primary. */
  readonly actions?: ReactNode
  /** What the window's title says; by default the heading itself when it is text. */
  readonly windowTitle?: string
}

/** The page's heading. It names the window, and on a new page takes the focus, so that a screen reader begins here. */
export function PageTitle({ over, children, under, actions, windowTitle }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const title = windowTitle ?? (typeof children === 'string' ? children : undefined)
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Countersign`
  }, [title])
  useEffect(() => {
    if (document.activeElement === document.body && window.history.length > 1) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={classes['title']}>
      <div className={classes['words']}>
        {over !== undefined && <p className={classes['over']}>{over}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {children}
        </h1>
        {under !== undefined && <p className={classes['under']}>{under}</p>}
      </div>
      {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
    </div>
  )
}
