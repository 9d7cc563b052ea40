import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Skeleton.module.css'

/** Shows its children only after 300 ms: what is quick must not flicker. */
export function AfterAMoment({ children, milliseconds = 300 }: { readonly children: ReactNode; readonly milliseconds?: number }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return late ? children : null
}

type SkeletonProps = {
  /** The layout that is coming: a page of the path, rows of a list, lines of text, a sheet of a document. */
  readonly shape?: 'page' | 'rows' | 'lines' | 'sheet'
  readonly count?: number
}

export function Skeleton({ shape = 'lines', count = shape === 'rows' ? 6 : 3 }: SkeletonProps) {
  const { t } = useTranslation('ui')
  return (
    <div aria-busy="true">
      <AfterAMoment>
        <span className="heard" role="status">
          {t('loading')}
        </span>
        <div className={classes[shape]} aria-hidden="true">
          {shape === 'page' && <b />}
          {Array.from({ length: count }, (_, index) =>
            shape === 'rows' ? (
              <span key={index}>
                <i />
                <i />
              </span>
            ) : (
              <i key={index} />
            ),
          )}
        </div>
      </AfterAMoment>
    </div>
  )
}
