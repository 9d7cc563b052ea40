import { useRef } from 'react'
import { readCode } from './codeInput.ts'
import { Field, type FieldProps } from './Field.tsx'
import classes from './Field.module.css'

type CodeInputProps = FieldProps & {
  readonly value: string
  readonly onChange: (code: string) => void
  /** Called once when the last digit is there. */
  readonly onComplete?: (code: string) => void
  readonly length?: number
  readonly disabled?: boolean
  readonly autoFocus?: boolean
}

/** A one-time code. One field, not six boxes: it takes spaces, a paste of the whole message, and the phone's own suggestion. */
export function CodeInput({ name, label, hint, error, value, onChange, onComplete, length = 6, disabled = false, autoFocus = false }: CodeInputProps) {
  const told = useRef('')
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          className={`${classes['input']} ${classes['code']}`}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          // A code arrives while one waits for it, so the field is where the hand already is.
          autoFocus={autoFocus}
          disabled={disabled}
          value={value}
          onChange={(event) => {
            const code = readCode(event.currentTarget.value, length)
            onChange(code)
            if (code.length === length && told.current !== code) {
              told.current = code
              onComplete?.(code)
            }
            if (code.length < length) told.current = ''
          }}
        />
      )}
    </Field>
  )
}
