import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId } from './Field.tsx'
import classes from './ErrorSummary.module.css'

export type FieldErrors = Readonly<Record<string, ReactNode>>

/** Every fault of a form in one place; each line leads to its field. It takes the focus when it appears or changes. */
export function ErrorSummary({ errors, message }: { readonly errors: FieldErrors; readonly message?: ReactNode }) {
  const { t } = useTranslation('ui')
  const box = useRef<HTMLDivElement>(null)
  const wrong = Object.entries(errors).filter(([, error]) => error !== undefined && error !== null && error !== '')
  const shown = wrong.length > 0 || (message !== undefined && message !== null)
  const key = wrong.map(([name]) => name).join(' ')
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown, key])
  if (!shown) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className={classes['summary']}>
      <h2>{wrong.length > 0 ? t('errors.title', { count: wrong.length }) : message}</h2>
      {wrong.length > 0 && message !== undefined && message !== null && <p>{message}</p>}
      {wrong.length > 0 && (
        <ul>
          {wrong.map(([name, error]) => (
            <li key={name}>
              <a
                href={`#${fieldId(name)}`}
                onClick={(event) => {
                  const field = document.getElementById(fieldId(name))
                  if (field === null) return
                  event.preventDefault()
                  field.focus()
                  field.scrollIntoView({ block: 'center' })
                }}
              >
                {error}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
