import { DeskShell } from '../app/DeskShell.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'

/** The desk's frame with whoever is signed in. */
export function ShellSample() {
  return (
    <DeskShell counts={{ documents: 18, certificates: 14 }} act={<Button kind="primary">New document</Button>}>
      <PageTitle>Documents</PageTitle>
      <EmptyState title="No documents yet" action={<Button kind="primary">Send the first document</Button>}>
        Documents that you send or that are sent to you stand here, newest first.
      </EmptyState>
    </DeskShell>
  )
}
