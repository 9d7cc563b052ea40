import type { ReactNode } from 'react'
import { Seal, type Verdict } from './Seal.tsx'
import classes from './SealChip.module.css'

type SealChipProps = {
  readonly fingerprint?: string | undefined
  readonly verdict?: Verdict
  readonly size?: 'tiny' | 'small' | 'middle' | 'big'
  /** Who: the company, or the person where none stands behind them. Taken from the certificate, never from the account. */
  readonly name: ReactNode
  /** Person, role, number. */
  readonly detail?: ReactNode
  /** A StateWord: "signed 12 March, 10:02". */
  readonly state?: ReactNode
  /** Right-hand side: "Change". */
  readonly action?: ReactNode
}

/** The mark of a signature; the same in a list, on a document's page, in the PDF and on the verify page. */
export function SealChip({ fingerprint, verdict = 'good', size = 'middle', name, detail, state, action }: SealChipProps) {
  return (
    <div className={[classes['chip'], classes[size]].join(' ')}>
      <Seal fingerprint={fingerprint} verdict={verdict} size={size} silent />
      <div className={classes['words']}>
        <b>{name}</b>
        {detail !== undefined && <span className={classes['detail']}>{detail}</span>}
        {state !== undefined && <span className={classes['state']}>{state}</span>}
      </div>
      {action}
    </div>
  )
}
