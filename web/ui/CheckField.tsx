import { type ReactNode, useId } from 'react'
import { fieldId } from './Field.tsx'
import classes from './Field.module.css'
import ticks from './ticks.module.css'

type CheckFieldProps = {
  readonly name: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

export function CheckField({ name, label, hint, error, checked, onChange, disabled = false }: CheckFieldProps) {
  const unique = useId()
  const wrong = error !== undefined && error !== null && error !== ''
  return (
    <div className={wrong ? classes['wrong'] : undefined}>
      {wrong && (
        <p id={unique} className={classes['error']}>
          {error}
        </p>
      )}
      <label className={classes['check']}>
        <input
          className={ticks['box']}
          type="checkbox"
          id={fieldId(name)}
          name={name}
          checked={checked}
          disabled={disabled}
          aria-describedby={wrong ? unique : undefined}
          aria-invalid={wrong || undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>
          {label}
          {hint !== undefined && <span className="soft small"> {hint}</span>}
        </span>
      </label>
    </div>
  )
}
