import { PathShell } from '../app/PathShell.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'

export function HomePage() {
  return (
    <PathShell>
      <PageTitle>HomePage</PageTitle>
    </PathShell>
  )
}
