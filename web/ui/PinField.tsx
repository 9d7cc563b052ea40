import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { Field, type FieldProps } from './Field.tsx'
import classes from './Field.module.css'

type PinFieldProps = FieldProps & {
  readonly value: string
  readonly onChange: (pin: string) => void
  /** `pin`: four digits, spaces ignored. `secret`: a PIN or a password, taken exactly as typed. */
  readonly kind?: 'pin' | 'secret'
  readonly autoFocus?: boolean
  readonly disabled?: boolean
}

/** The PIN of a cloud key. Never offered to the browser's password store: only its holder may know it. */
export function PinField({ name, label, hint, error, value, onChange, kind = 'pin', autoFocus = false, disabled = false }: PinFieldProps) {
  const { t } = useTranslation('ui')
  const [shown, setShown] = useState(false)
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(control) => (
        <span className={[classes['beside'], kind === 'pin' && classes['narrow']].filter(Boolean).join(' ')}>
          <input
            {...control}
            className={kind === 'pin' ? `${classes['input']} ${classes['code']}` : classes['input']}
            type={shown ? 'text' : 'password'}
            inputMode={kind === 'pin' ? 'numeric' : 'text'}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore="true"
            data-lpignore="true"
            autoFocus={autoFocus}
            disabled={disabled}
            value={value}
            onChange={(event) => onChange(kind === 'pin' ? event.currentTarget.value.replace(/\D/g, '').slice(0, 4) : event.currentTarget.value)}
          />
          <Button kind="quiet" slim aria-pressed={shown} aria-controls={control.id} onClick={() => setShown(!shown)}>
            {t(shown ? 'password.hide' : 'password.show')}
          </Button>
        </span>
      )}
    </Field>
  )
}
