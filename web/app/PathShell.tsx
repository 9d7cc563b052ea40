import { type ComponentProps, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Brand } from '../ui/Brand.tsx'
import { PathLayout } from '../ui/PathLayout.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { paths } from './paths.ts'

type PathShellProps = Omit<ComponentProps<typeof PathLayout>, 'brand' | 'aside'> & {
  /** "Save and leave"; stands before the language. */
  readonly aside?: ReactNode
}

/** A page of the path: what every page for signing, applying, proving and verifying wraps itself in. */
export function PathShell({ aside, children, ...rest }: PathShellProps) {
  return (
    <PathLayout
      brand={
        <Link to={paths.home()}>
          <Brand />
        </Link>
      }
      aside={
        <>
          {aside}
          <LanguageSwitch />
        </>
      }
      {...rest}
    >
      {children}
    </PathLayout>
  )
}
