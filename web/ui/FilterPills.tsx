import { useFormats } from './useFormats.ts'
import classes from './FilterPills.module.css'

export type Pill<Value extends string> = { readonly value: Value; readonly label: string; readonly count?: number | undefined }

type FilterPillsProps<Value extends string> = {
  readonly label: string
  readonly pills: readonly Pill<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** Which part of a list is shown: one at a time, with how many are in it. */
export function FilterPills<Value extends string>({ label, pills, value, onChange }: FilterPillsProps<Value>) {
  const { number } = useFormats()
  return (
    <div role="group" aria-label={label} className={classes['pills']}>
      {pills.map((pill) => (
        <button key={pill.value} type="button" aria-pressed={pill.value === value} className={classes['pill']} onClick={() => onChange(pill.value)}>
          {pill.label}
          {pill.count !== undefined && <span className="num"> {number(pill.count)}</span>}
        </button>
      ))}
    </div>
  )
}
