import { PathShell } from '../app/PathShell.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'

export function VerifyPage() {
  return (
    <PathShell>
      <PageTitle>VerifyPage</PageTitle>
    </PathShell>
  )
}
