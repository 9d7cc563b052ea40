import classes from './QuietSelect.module.css'
import { IconChevronDown } from './icons.ts'

type QuietSelectProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

/** A choice that stands in a line of text: language, theme, sorting. */
export function QuietSelect({ label, value, options, onChange }: QuietSelectProps) {
  return (
    <span className={classes['quiet']}>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <IconChevronDown aria-hidden="true" />
    </span>
  )
}
