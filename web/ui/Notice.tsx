import type { ReactNode } from 'react'
import classes from './Notice.module.css'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from './icons.ts'

const icons = { calm: IconInfoCircle, good: IconCircleCheck, wait: IconAlertTriangle, bad: IconCircleX }

type NoticeProps = {
  readonly tone?: keyof typeof icons
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** Said aloud when it appears after an act. */
  readonly live?: boolean
}

/** A sentence that must be seen: what holds here, what failed, what is safe. */
export function Notice({ tone = 'calm', title, children, action, live = false }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div className={[classes['notice'], classes[tone]].join(' ')} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon className={classes['icon']} aria-hidden="true" />
      <div className={classes['words']}>
        {title !== undefined && <p className={classes['title']}>{title}</p>}
        {children !== undefined && <div>{children}</div>}
        {action !== undefined && <div className={classes['action']}>{action}</div>}
      </div>
    </div>
  )
}
