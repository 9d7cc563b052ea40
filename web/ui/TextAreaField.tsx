import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field.tsx'
import classes from './Field.module.css'

type TextAreaFieldProps = FieldProps &
  Omit<ComponentProps<'textarea'>, 'name' | 'id' | 'onChange' | 'value'> & { readonly value: string; readonly onChange: (value: string) => void }

export function TextAreaField({ name, label, hint, error, optional = false, value, onChange, ...rest }: TextAreaFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => <textarea {...rest} {...control} className={classes['input']} value={value} onChange={(event) => onChange(event.currentTarget.value)} />}
    </Field>
  )
}
