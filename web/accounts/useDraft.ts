import { useState } from 'react'
import type { FieldErrors } from '../ui/ErrorSummary.tsx'

/** What is typed into a form, and what was wrong with it when it was last sent. Typed values outlive every error. */
export function useDraft<Values extends Readonly<Record<string, string>>>(initial: Values) {
  const [values, setValues] = useState(initial)
  const [errors, setErrors] = useState<FieldErrors>({})
  const set = (name: keyof Values & string, value: string) => {
    setValues((now) => ({ ...now, [name]: value }))
    setErrors((now) => (name in now ? Object.fromEntries(Object.entries(now).filter(([other]) => other !== name)) : now))
  }
  return {
    values,
    errors,
    setErrors,
    bind: (name: keyof Values & string) => ({ name, value: values[name] ?? '', error: errors[name], onChange: (value: string) => set(name, value) }),
  }
}

/** The names of required fields that were left empty. */
export function missing(values: Readonly<Record<string, string>>, names: readonly string[], say: (name: string) => string): FieldErrors {
  return Object.fromEntries(names.filter((name) => (values[name] ?? '').trim() === '').map((name) => [name, say(name)]))
}
