import type { ReactNode } from 'react'
import classes from './StateWord.module.css'

/** `full`: settled. `half`: under way. `open`: not begun. `cross`: ended badly. `clock`: time presses. */
export type StateMark = 'full' | 'half' | 'open' | 'cross' | 'clock'
export type StateTone = 'good' | 'wait' | 'bad' | 'calm'

const marks: Record<StateMark, ReactNode> = {
  full: <circle cx="6" cy="6" r="5" fill="currentColor" stroke="none" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.2" />
      <path d="M6 1.8a4.2 4.2 0 0 0 0 8.4z" fill="currentColor" stroke="none" />
    </>
  ),
  open: <circle cx="6" cy="6" r="4.2" />,
  cross: <path d="M2.5 2.5l7 7m0-7l-7 7" />,
  clock: (
    <>
      <circle cx="6" cy="6" r="4.6" />
      <path d="M6 3.4V6l1.7 1.2" />
    </>
  ),
}

const usualMark: Record<StateTone, StateMark> = { good: 'full', wait: 'half', bad: 'cross', calm: 'open' }

/** A state is a word with a mark; the colour only supports it. The words are the same everywhere. */
export function StateWord({ tone, mark = usualMark[tone], children }: { readonly tone: StateTone; readonly mark?: StateMark; readonly children: ReactNode }) {
  return (
    <span className={[classes['state'], classes[tone]].join(' ')}>
      <svg viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
        {marks[mark]}
      </svg>
      <span>{children}</span>
    </span>
  )
}
