import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field.tsx'
import classes from './Field.module.css'
import { IconChevronDown } from './icons.ts'

type SelectFieldProps = FieldProps &
  Omit<ComponentProps<'select'>, 'name' | 'id' | 'onChange' | 'value' | 'children'> & {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly options: readonly { readonly value: string; readonly label: string }[]
    /** Shown while nothing is chosen. */
    readonly empty?: string
  }

/** The platform's own list: known to every hand, every phone and every reader. For searching in many, use Mantine's Select. */
export function SelectField({ name, label, hint, error, optional = false, value, onChange, options, empty, ...rest }: SelectFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <span className={classes['select']}>
          <select {...rest} {...control} className={classes['input']} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
            {empty !== undefined && <option value="">{empty}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <IconChevronDown aria-hidden="true" />
        </span>
      )}
    </Field>
  )
}
