import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { As, DocumentPage, Participant } from '../documents/queries.ts'
import { Button } from '../ui/Button.tsx'
import { PinField } from '../ui/PinField.tsx'
import { SealChip } from '../ui/SealChip.tsx'
import { useFormats } from '../ui/useFormats.ts'
import type { ChosenKey } from './chosenKey.ts'
import { pinFault } from './pinFault.ts'
import classes from './SignAct.module.css'
import { SigningFailed } from './SigningFailed.tsx'
import { SigningProgress } from './SigningProgress.tsx'
import { SigningRefused } from './SigningRefused.tsx'
import { useSigning } from './useSigning.ts'

type SignActProps = {
  readonly document: DocumentPage
  readonly me: Participant
  readonly as: As
  readonly chosen: ChosenKey
  readonly onChange: () => void
}

/** At the lower edge: the certificate's names, never the account's, and the one act. */
export function SignAct({ document, me, as, chosen, onChange }: SignActProps) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.act' })
  const { date } = useFormats()
  const { standing, sign, progress, reasons } = useSigning(document, as, chosen)
  const [pin, setPin] = useState('')
  const [pinMissing, setPinMissing] = useState(false)
  const { certificate, company, person, title } = chosen.key
  const wrongPin = pinFault(sign.error)
  const refused = reasons !== undefined
  const submit = () => {
    const missing = chosen.kind === 'cloud' && pin === ''
    setPinMissing(missing)
    if (missing) return
    sign.mutate({ key: chosen, pin })
    setPin('')
  }
  return (
    <form
      className={classes['act']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {refused && <SigningRefused reasons={reasons} document={document} me={me} />}
      {standing.error !== null && <SigningFailed error={standing.error} onRetry={() => void standing.refetch()} />}
      {sign.error !== null && !refused && wrongPin?.kind !== 'wrong' && <SigningFailed error={sign.error} />}
      <SealChip
        size="small"
        verdict={refused ? 'bad' : standing.data === undefined ? 'wait' : 'good'}
        fingerprint={certificate.sha256}
        name={company ?? person}
        detail={[company === undefined ? undefined : person, title, t(chosen.key.expired ? 'ended' : 'until', { date: date(certificate.notAfter) })]
          .filter((part) => part !== undefined)
          .join(' · ')}
        action={
          sign.isPending || refused ? undefined : (
            <Button kind="quiet" slim onClick={onChange}>
              {t('change')}
            </Button>
          )
        }
      />
      {sign.isPending ? (
        <SigningProgress progress={progress} />
      ) : refused ? (
        <Button kind="primary" wide onClick={onChange}>
          {t('other')}
        </Button>
      ) : (
        <>
          {chosen.kind === 'cloud' && standing.data !== undefined && wrongPin?.kind !== 'locked' && (
            <PinField
              name="pin"
              kind="secret"
              label={t('pin')}
              hint={t('pinHint')}
              value={pin}
              onChange={setPin}
              error={pinMissing ? t('pinMissing') : wrongPin?.kind === 'wrong' ? t('pinWrong', { count: wrongPin.attemptsLeft }) : undefined}
            />
          )}
          <Button kind="primary" wide type="submit" busy={standing.isPending} disabled={standing.error !== null || wrongPin?.kind === 'locked'}>
            {t(standing.isPending ? 'checking' : 'sign')}
          </Button>
        </>
      )}
    </form>
  )
}
