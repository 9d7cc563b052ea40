import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import classes from './DeskLayout.module.css'
import { IconMenu2, IconX } from './icons.ts'

type DeskLayoutProps = {
  readonly brand: ReactNode
  /** Cabinet switcher, places, and at the foot the one act that is always at hand. */
  readonly places: ReactNode
  /** The middle column. Without it the detail takes the whole width. */
  readonly list?: ReactNode
  readonly listLabel?: string
  /** At phone width one column stands: the list until something is chosen, then the detail. */
  readonly chosen?: boolean
  /** Changes with the address, so that a choice made on a phone folds the places away. */
  readonly here?: string
  readonly children?: ReactNode
}

/** Places, list, detail. */
export function DeskLayout({ brand, places, list, listLabel, chosen = false, here, children }: DeskLayoutProps) {
  const { t } = useTranslation('ui')
  // Open on the page where it was opened: going elsewhere folds it.
  const [openAt, setOpenAt] = useState<string>()
  const open = openAt === (here ?? '')
  const placesId = useId()
  const withList = list !== undefined
  return (
    <div className={open ? `${classes['desk']} ${classes['open']}` : classes['desk']}>
      <a className={classes['skip']} href="#main">
        {t('skipToContent')}
      </a>
      <header className={classes['bar']}>
        {brand}
        <Button
          kind="quiet"
          slim
          aria-expanded={open}
          aria-controls={placesId}
          icon={open ? <IconX aria-hidden="true" /> : <IconMenu2 aria-hidden="true" />}
          onClick={() => setOpenAt(open ? undefined : (here ?? ''))}
        >
          {t('menu')}
        </Button>
      </header>
      <aside id={placesId} className={classes['places']} aria-label={t('places')}>
        <div className={classes['brand']}>{brand}</div>
        {places}
      </aside>
      <main id="main" tabIndex={-1} className={withList ? `${classes['work']} ${classes['three']}` : classes['work']} data-chosen={!withList || chosen}>
        {withList && (
          <section className={classes['list']} aria-label={listLabel ?? t('list')}>
            {!chosen && <h1 className="heard">{listLabel ?? t('list')}</h1>}
            {list}
          </section>
        )}
        <div className={classes['detail']}>{children}</div>
      </main>
    </div>
  )
}
