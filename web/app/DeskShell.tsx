import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, NavLink, useLocation } from 'react-router'
import { Brand } from '../ui/Brand.tsx'
import { DeskLayout } from '../ui/DeskLayout.tsx'
import { PlaceNav } from '../ui/PlaceNav.tsx'
import { AccountCard } from './AccountCard.tsx'
import classes from './DeskShell.module.css'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { paths } from './paths.ts'
import { places } from './places.ts'
import { useSession } from './session.ts'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { Waiting } from './Waiting.tsx'

type DeskShellProps = Omit<ComponentProps<typeof DeskLayout>, 'brand' | 'places' | 'here'> & {
  /** The one act always at hand, at the foot of the places: "New document". */
  readonly act?: ReactNode
  /** Counts beside the places, by the place's key. */
  readonly counts?: Readonly<Record<string, number | undefined>>
}

/** A page of the desk. Who is not signed in is led to sign in, and back here afterwards. */
export function DeskShell({ act, counts = {}, children, ...rest }: DeskShellProps) {
  const { t } = useTranslation('app')
  const { pathname, search } = useLocation()
  const session = useSession()
  if (!session.known) return <Waiting />
  if (session.account === null) return <Navigate to={paths.signIn(pathname + search)} replace />
  return (
    <DeskLayout
      brand={
        <Link to={paths.home()}>
          <Brand />
        </Link>
      }
      here={pathname}
      places={
        <>
          <AccountCard />
          <PlaceNav label={t('places.label')}>
            {places
              .filter((place) => place.for(session))
              .map((place) => (
                <NavLink key={place.key} to={place.to} end={place.key === 'operator'}>
                  {t(`places.${place.key}`)}
                  {counts[place.key] !== undefined && <span className="num">{counts[place.key]}</span>}
                </NavLink>
              ))}
          </PlaceNav>
          <div className={classes['foot']}>
            <div className={classes['settings']}>
              <LanguageSwitch />
              <ThemeSwitch />
            </div>
            {act}
          </div>
        </>
      }
      {...rest}
    >
      {children}
    </DeskLayout>
  )
}
