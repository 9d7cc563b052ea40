import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Steps.module.css'

export type Step = {
  readonly id: string
  readonly name: ReactNode
  readonly state: 'done' | 'now' | 'next'
  /** Done: what was answered. Now and next: about how long it takes, in minutes. */
  readonly answer?: ReactNode
  readonly minutes?: number | undefined
  /** A link back to a done step, made by the page. */
  readonly link?: (name: ReactNode) => ReactNode
}

/** Where one stands on a path of several pages. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useTranslation('ui')
  const done = steps.filter((step) => step.state === 'done').length
  return (
    <ol className={classes['steps']} aria-label={t('steps.progress', { done, count: steps.length })}>
      {steps.map((step) => (
        <li key={step.id} className={classes[step.state]} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className={classes['mark']} aria-hidden="true">
            {step.state === 'done' && (
              <svg viewBox="0 0 12 12">
                <path d="M2.6 6.3l2.3 2.3 4.5-5" />
              </svg>
            )}
          </span>
          <span className={classes['name']}>
            {step.link === undefined ? step.name : step.link(step.name)}
            <span className="heard"> {t(`steps.${step.state}`)}</span>
          </span>
          <span className={classes['note']}>{step.answer ?? (step.minutes === undefined ? null : t('steps.minutes', { count: step.minutes }))}</span>
        </li>
      ))}
    </ol>
  )
}
