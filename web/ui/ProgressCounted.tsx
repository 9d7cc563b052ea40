import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './useFormats.ts'
import classes from './ProgressCounted.module.css'

type ProgressCountedProps = {
  readonly done: number
  readonly total: number
  /** What is being counted: "Certificates renewed". */
  readonly label: ReactNode
  /** The words after the bar; by default "1,204 of 3,000". */
  readonly words?: ReactNode
  readonly failed?: number
  /** "You can close this page." */
  readonly note?: ReactNode
}

export function ProgressCounted({ done, total, label, words, failed = 0, note }: ProgressCountedProps) {
  const { t } = useTranslation('ui')
  const { number } = useFormats()
  const counted = t('progress.of', { done: number(done), total: number(total) })
  return (
    <div className={classes['progress']}>
      <div className={classes['words']}>
        <span>{label}</span>
        <span className="num soft small">{words ?? counted}</span>
      </div>
      <progress className={classes['bar']} value={done} max={Math.max(total, 1)} aria-label={typeof label === 'string' ? label : counted} />
      {failed > 0 && <p className={classes['failed']}>{t('progress.failed', { count: failed })}</p>}
      {note !== undefined && <p className="small soft">{note}</p>}
      <span className="heard" role="status">
        {done === total && total > 0 ? t('progress.done') : ''}
      </span>
    </div>
  )
}
