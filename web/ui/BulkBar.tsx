import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './BulkBar.module.css'

/** What may be done with all that was chosen. Stands at the lower edge while anything is. */
export function BulkBar({ count, children, actions }: { readonly count: number; readonly children?: ReactNode; readonly actions: ReactNode }) {
  const { t } = useTranslation('ui')
  if (count === 0) return null
  return (
    <div className={classes['bar']} role="region" aria-label={t('table.chosen', { count })}>
      <span>
        <b>{t('table.chosen', { count })}.</b> {children}
      </span>
      <div className={classes['actions']}>{actions}</div>
    </div>
  )
}
