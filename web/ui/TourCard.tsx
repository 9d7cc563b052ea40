import type { ReactNode } from 'react'
import classes from './TourCard.module.css'

type TourCardProps = { readonly title: ReactNode; readonly text: ReactNode; readonly steps: readonly ReactNode[]; readonly children?: ReactNode }

/** A short way through the product: a few numbered steps, and what is needed to walk them. */
export function TourCard({ title, text, steps, children }: TourCardProps) {
  return (
    <section className={classes['tour']}>
      <div className="stack close">
        <h2>{title}</h2>
        <p className="soft">{text}</p>
      </div>
      <ol className={classes['steps']}>
        {steps.map((step, index) => (
          <li key={index}>{step}</li>
        ))}
      </ol>
      {children}
    </section>
  )
}
