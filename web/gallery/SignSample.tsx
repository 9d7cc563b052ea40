import { useState } from 'react'
import { PathShell } from '../app/PathShell.tsx'
import { Button } from '../ui/Button.tsx'
import { FactList } from '../ui/FactList.tsx'
import { Fingerprint } from '../ui/Fingerprint.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PdfView } from '../ui/PdfView.tsx'
import { SealChip } from '../ui/SealChip.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { fingerprints } from './people.ts'
import { samplePdf } from './samplePdf.ts'

export function SignSample() {
  const [source] = useState(() => samplePdf(12))
  return (
    <PathShell
      act={
        <>
          <SealChip
            fingerprint={fingerprints.olena}
            size="small"
            name="Kovalenko Olena"
            detail="Beta Trade LLC · may sign · until 3 May 2027"
            action={<a href="#main">Change</a>}
          />
          <Button kind="primary" wide>
            Sign with my key
          </Button>
        </>
      }
    >
      <PageTitle over="Acme LLP, 41234567, asks for your signature">Supply contract № 14</PageTitle>
      <PdfView source={source} label="Supply contract № 14" />
      <FactList
        facts={[
          {
            name: 'Also signing',
            value: (
              <>
                Acme LLP <StateWord tone="good">signed 12 March, 10:02</StateWord>
              </>
            ),
          },
          { name: 'Fingerprint', value: <Fingerprint hex={fingerprints.olena} /> },
          { name: 'Answer by', value: '20 March, 18:00 Kyiv' },
        ]}
      />
      <p className="small soft">You will be bound at once. Errors can then be mended only by a supplementary agreement.</p>
      <Button kind="quiet">Decline, or pass to a colleague</Button>
    </PathShell>
  )
}
