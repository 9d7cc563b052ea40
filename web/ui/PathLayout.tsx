import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PathLayout.module.css'

type PathLayoutProps = {
  /** A link home around <Brand />. */
  readonly brand: ReactNode
  /** Right of the brand: language, "Save and leave". */
  readonly aside?: ReactNode
  /** Wider than the 640 px column: only where something is compared side by side. */
  readonly wide?: boolean
  /** Stays at the lower edge while the page scrolls: what one signs with, and the act. */
  readonly act?: ReactNode
  readonly foot?: ReactNode
  readonly children: ReactNode
}

/** One thing a page, phone first. */
export function PathLayout({ brand, aside, wide = false, act, foot, children }: PathLayoutProps) {
  const { t } = useTranslation('ui')
  return (
    <div className={classes['path']}>
      <a className={classes['skip']} href="#main">
        {t('skipToContent')}
      </a>
      <header className={classes['header']}>
        {brand}
        <div className={classes['aside']}>{aside}</div>
      </header>
      <main id="main" tabIndex={-1} className={wide ? `${classes['main']} ${classes['wide']}` : classes['main']}>
        {children}
        {act !== undefined && <div className={classes['act']}>{act}</div>}
      </main>
      {foot !== undefined && <footer className={classes['foot']}>{foot}</footer>}
    </div>
  )
}
