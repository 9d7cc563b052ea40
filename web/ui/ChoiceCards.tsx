import { type ReactNode, useId } from 'react'
import { fieldId } from './Field.tsx'
import classes from './ChoiceCards.module.css'
import ticks from './ticks.module.css'

export type Choice<Value extends string> = {
  readonly value: Value
  readonly title: ReactNode
  readonly detail?: ReactNode
  readonly tag?: ReactNode
  readonly disabled?: boolean
}

type ChoiceCardsProps<Value extends string> = {
  readonly name: string
  readonly label: ReactNode
  /** Where the page's heading asks the question already. */
  readonly labelHidden?: boolean
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  readonly choices: readonly Choice<Value>[]
  readonly error?: ReactNode
}

/** One of a few, each with a line that says what it means. Radio buttons underneath, so arrows and readers work. */
export function ChoiceCards<Value extends string>({ name, label, labelHidden = false, value, onChange, choices, error }: ChoiceCardsProps<Value>) {
  const unique = useId()
  const wrong = error !== undefined && error !== null && error !== ''
  return (
    <fieldset className={classes['choices']} aria-describedby={wrong ? unique : undefined}>
      <legend className={labelHidden ? 'heard' : classes['label']}>{label}</legend>
      {wrong && (
        <p id={unique} className={classes['error']}>
          {error}
        </p>
      )}
      {choices.map((choice, index) => (
        <label key={choice.value} className={classes['choice']}>
          <input
            className={ticks['dot']}
            type="radio"
            name={name}
            id={index === 0 ? fieldId(name) : undefined}
            value={choice.value}
            checked={value === choice.value}
            disabled={choice.disabled}
            onChange={() => onChange(choice.value)}
          />
          <span className={classes['words']}>
            <span className={classes['title']}>
              <b>{choice.title}</b>
              {choice.tag !== undefined && <span className={classes['tag']}>{choice.tag}</span>}
            </span>
            {choice.detail !== undefined && <span className={classes['detail']}>{choice.detail}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
