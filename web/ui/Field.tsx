import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Field.module.css'

/** What a control inside a Field spreads onto itself. */
export type FieldControl = {
  readonly id: string
  readonly name: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export type FieldProps = {
  /** The key of the value; the error summary links to it. */
  readonly name: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: ReactNode
  /** Most fields are required, so it is the optional ones that say so. */
  readonly optional?: boolean
}

export const fieldId = (name: string): string => `field-${name.replace(/[^\w-]/g, '-')}`

/** Label, hint, error and the control between them. The control is given the ids that join them. */
export function Field({ name, label, hint, error, optional = false, children }: FieldProps & { readonly children: (control: FieldControl) => ReactNode }) {
  const { t } = useTranslation('ui')
  const unique = useId()
  const id = fieldId(name)
  const wrong = error !== undefined && error !== null && error !== ''
  const describedBy = [hint !== undefined && `${unique}-hint`, wrong && `${unique}-error`].filter(Boolean).join(' ')
  return (
    <div className={wrong ? `${classes['field']} ${classes['wrong']}` : classes['field']}>
      <label htmlFor={id} className={classes['label']}>
        {label}
        {optional && <span className={classes['optional']}> ({t('optional')})</span>}
      </label>
      {hint !== undefined && (
        <p id={`${unique}-hint`} className={classes['hint']}>
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${unique}-error`} className={classes['error']}>
          <span className="heard">{t('errorIs')} </span>
          {error}
        </p>
      )}
      {children({ id, name, 'aria-describedby': describedBy === '' ? undefined : describedBy, 'aria-invalid': wrong || undefined })}
    </div>
  )
}
