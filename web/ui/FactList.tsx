import type { ReactNode } from 'react'
import classes from './FactList.module.css'

export type Fact = { readonly name: ReactNode; readonly value: ReactNode; readonly id?: string }

/** Names and values. A fact without a value is left out. `even` gives the names a column of one width. */
export function FactList({ facts, even = false }: { readonly facts: readonly (Fact | false | undefined)[]; readonly even?: boolean }) {
  return (
    <dl className={even ? `${classes['facts']} ${classes['even']}` : classes['facts']}>
      {facts.map((fact, index) =>
        fact === undefined || fact === false || fact.value === undefined || fact.value === null || fact.value === '' ? null : (
          <div key={fact.id ?? index} className={classes['fact']}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
