import classes from './Button.module.css'

export type ButtonKind = 'primary' | 'default' | 'quiet' | 'danger'
export type ButtonLook = { readonly kind?: ButtonKind | undefined; readonly wide?: boolean | undefined; readonly slim?: boolean | undefined }

/** The look of a button, for a link that acts as one (`<Link className={buttonClass({ kind: 'primary' })}>`). */
export function buttonClass({ kind = 'default', wide = false, slim = false }: ButtonLook = {}): string {
  return [classes['button'], classes[kind], wide && classes['wide'], slim && classes['slim']].filter(Boolean).join(' ')
}
