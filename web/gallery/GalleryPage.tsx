import { useState } from 'react'
import { Link } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { ThemeSwitch } from '../app/ThemeSwitch.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { DeskSample } from './DeskSample.tsx'
import { FormSample } from './FormSample.tsx'
import { PieceSample } from './PieceSample.tsx'
import { ShellSample } from './ShellSample.tsx'
import { SignSample } from './SignSample.tsx'

const samples = { pieces: PieceSample, form: FormSample } as const

/** Every piece of the kit with made-up contents; for those who build pages. Only in development. */
export function GalleryPage() {
  const [shown] = useState(() => new URLSearchParams(window.location.search).get('show') ?? 'pieces')
  if (shown === 'desk') return <DeskSample />
  if (shown === 'shell') return <ShellSample />
  if (shown === 'sign') return <SignSample />
  const Sample = samples[shown === 'form' ? 'form' : 'pieces']
  return (
    <PathShell aside={<ThemeSwitch />}>
      <PageTitle under="Made-up contents, real pieces.">Kit</PageTitle>
      <nav className="row">
        {['pieces', 'form', 'sign', 'desk', 'shell'].map((name) => (
          <Link key={name} to={`?show=${name}`} reloadDocument>
            {name}
          </Link>
        ))}
      </nav>
      <Sample />
    </PathShell>
  )
}
