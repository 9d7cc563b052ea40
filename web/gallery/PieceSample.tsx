import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Countdown } from '../ui/Countdown.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Evidence } from '../ui/Evidence.tsx'
import { FactList } from '../ui/FactList.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { Fingerprint } from '../ui/Fingerprint.tsx'
import { IconDownload } from '../ui/icons.ts'
import { Menu } from '../ui/Menu.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProgressCounted } from '../ui/ProgressCounted.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { ResendButton } from '../ui/ResendButton.tsx'
import { Seal } from '../ui/Seal.tsx'
import { SealChip } from '../ui/SealChip.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { Steps } from '../ui/Steps.tsx'
import { toast } from '../ui/toasts.ts'
import { fingerprints } from './people.ts'

export function PieceSample() {
  const [open, setOpen] = useState(false)
  const [later] = useState(() => new Date(Date.now() + 47_000))
  return (
    <>
      <Steps
        steps={[
          { id: 'voucher', name: 'Voucher', state: 'done', answer: 'ECS-••••-7Q2' },
          { id: 'what', name: 'What you get', state: 'done', answer: 'personal, cloud + file, 2 years' },
          { id: 'data', name: 'Your data', state: 'done', answer: 'Kovalenko Olena' },
          { id: 'prove', name: 'Prove who you are', state: 'now', minutes: 5 },
          { id: 'agreement', name: 'Agreement', state: 'next' },
          { id: 'keys', name: 'Keys', state: 'next', minutes: 2 },
        ]}
      />
      <div className="row">
        <Button kind="primary">Sign with my key</Button>
        <Button>Save the report</Button>
        <Button kind="quiet">Check another file</Button>
        <Button slim icon={<IconDownload aria-hidden="true" />}>
          Download
        </Button>
        <Button kind="danger" onClick={() => setOpen(true)}>
          Revoke…
        </Button>
        <Button kind="primary" busy>
          Signing
        </Button>
        <Button disabled>Not yet</Button>
        <Button slim onClick={() => toast('Moved to Archive', { undo: () => undefined })}>
          Toast
        </Button>
        <Menu
          label="Download"
          trigger="Download"
          triggerClass={buttonClass({ slim: true })}
          groups={[
            {
              items: [
                { id: 'a', label: 'Archive', note: 'full legal force', run: () => undefined },
                { id: 'b', label: 'PDF copy', note: 'without legal force', run: () => undefined },
              ],
            },
            { items: [{ id: 'c', label: 'Take the document back', danger: true, run: () => undefined }] },
          ]}
        />
      </div>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Revoke the certificate of Kovalenko Olena?"
        act="Revoke the certificate"
        onConfirm={() => setOpen(false)}
      >
        <p>It stops being valid within seconds and can never be valid again. Documents that she has signed keep their force.</p>
      </ConfirmDialog>
      <div className="stack">
        <SealChip
          fingerprint={fingerprints.acme}
          name="Acme LLP"
          detail="Ivanenko O., director"
          state={<StateWord tone="good">signed 12 March, 10:02</StateWord>}
        />
        <SealChip
          fingerprint={fingerprints.gamma}
          verdict="wait"
          name="Gamma FOP"
          detail="Bondar I., 3121212343"
          state={
            <StateWord tone="wait" mark="open">
              opened, not signed
            </StateWord>
          }
        />
        <SealChip
          fingerprint={fingerprints.beta}
          verdict="bad"
          name="Delta Build LLC"
          detail="Melnyk T."
          state={<StateWord tone="bad">certificate was revoked</StateWord>}
        />
        <SealChip name="Epsilon JSC" detail="not known yet" state={<StateWord tone="calm">not opened</StateWord>} />
        <div className="row">
          {Object.values(fingerprints).map((each) => (
            <Seal key={each} fingerprint={each} size="big" />
          ))}
          {Object.values(fingerprints).map((each) => (
            <Seal key={each} fingerprint={each} size="tiny" />
          ))}
        </div>
      </div>
      <div className="row">
        <StateWord tone="good">signed by all</StateWord>
        <StateWord tone="wait">2 of 3 signed</StateWord>
        <StateWord tone="wait" mark="clock">
          ends soon
        </StateWord>
        <StateWord tone="calm">waiting for your approval</StateWord>
        <StateWord tone="bad">declined: wrong amount</StateWord>
      </div>
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
          { name: 'Link is good for', value: <Countdown until={later} /> },
        ]}
      />
      <Notice tone="calm" title="You will be bound at once">
        Errors can then be mended only by a supplementary agreement.
      </Notice>
      <Notice tone="good" title="Signed">
        You can close this page; the archive comes by mail.
      </Notice>
      <Notice tone="wait" title="The certificate ends in 12 days">
        Renew it before 3 December.
      </Notice>
      <FailedState
        what="The time-stamp service did not answer."
        safe="Your signature is safe and will be completed within minutes; you can close this page."
        onRetry={() => undefined}
        reference="req-8f31"
      />
      <ProgressCounted label="Certificates renewed" done={1204} total={3000} failed={3} note="You can leave; a letter comes when it is finished." />
      <ResendButton onResend={() => undefined} availableAt={later} help="Look in the spam folder too.">
        Send the code again
      </ResendButton>
      <section className="card padded">
        <Evidence title="Acme LLP" state={<StateWord tone="good">passed</StateWord>} open>
          <FactList
            even
            facts={[
              { name: 'Signed by', value: 'Ivanenko Oleh, first head' },
              { name: 'Company number', value: '41234567' },
            ]}
          />
        </Evidence>
        <Evidence title="Everything that was checked" state={<span className="small soft">42 checks</span>}>
          <p>…</p>
        </Evidence>
      </section>
      <div className="card">
        <EmptyState title="No documents yet" action={<Button kind="primary">New document</Button>}>
          Documents that you send or that are sent to you stand here, newest first.
        </EmptyState>
      </div>
      <div className="row">
        <QrCode text="https://countersign.example/d/8f31-77aa" />
      </div>
      <Skeleton />
    </>
  )
}
