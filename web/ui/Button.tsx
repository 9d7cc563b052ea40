import type { ComponentProps, ReactNode } from 'react'
import { buttonClass, type ButtonLook } from './buttonClass.ts'
import classes from './Button.module.css'

type ButtonProps = ComponentProps<'button'> &
  ButtonLook & {
    readonly icon?: ReactNode
    /** The act is under way: the button keeps its size and name, and takes no second press. */
    readonly busy?: boolean | undefined
  }

/** One primary a page; its label names the act and the object. */
export function Button({ kind, wide, slim, icon, busy = false, className, children, type = 'button', onClick, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={[buttonClass({ kind, wide, slim }), className].filter(Boolean).join(' ')}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span className={classes['spinner']} aria-hidden="true" /> : icon}
      {children}
    </button>
  )
}
