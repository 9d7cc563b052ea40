import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field.tsx'
import classes from './Field.module.css'

type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'name' | 'id' | 'onChange' | 'value'> & {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly narrow?: boolean
  }

export function TextField({ name, label, hint, error, optional = false, value, onChange, narrow = false, className, ...rest }: TextFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <input
          type="text"
          {...rest}
          {...control}
          className={[classes['input'], narrow && classes['narrow'], className].filter(Boolean).join(' ')}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
