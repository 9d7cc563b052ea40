import classes from './Brand.module.css'

export function Brand() {
  return (
    <span className={classes['brand']}>
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
        <circle cx="12" cy="12" r="10" />
        <path d="M7 12.5c2-4.5 3.6-4.5 3.4-1.4-.2 2.6-.6 4.2.6 4.2 1.6 0 2.2-5.3 3.6-5.3 1 0 .4 3 2.4 3" />
      </svg>
      Countersign
    </span>
  )
}
