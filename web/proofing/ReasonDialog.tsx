import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextAreaField } from '../ui/TextAreaField.tsx'

type ReasonDialogProps = {
  readonly outcome: 'deferred' | 'negative' | undefined
  readonly busy: boolean
  readonly error: string | undefined
  readonly onClose: () => void
  readonly onDecide: (outcome: 'deferred' | 'negative', reason: string) => void
}

/** A reason in words that the applicant will read; both outcomes need one. */
export function ReasonDialog({ outcome, busy, error, onClose, onDecide }: ReasonDialogProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.reason' })
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const kind = outcome ?? 'deferred'
  const decide = () => {
    setAsked(true)
    if (reason.trim() !== '') onDecide(kind, reason.trim())
  }
  return (
    <Dialog
      open={outcome !== undefined}
      onClose={busy ? () => undefined : onClose}
      title={t(`${kind}.title`)}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t('back')}
          </Button>
          <Button kind={kind === 'negative' ? 'danger' : 'primary'} busy={busy} onClick={decide}>
            {t(`${kind}.act`)}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="soft">{t(`${kind}.text`)}</p>
        {error !== undefined && (
          <Notice tone="bad" live>
            {error}
          </Notice>
        )}
        <TextAreaField
          name="reason"
          label={t('label')}
          hint={t('hint')}
          error={asked && reason.trim() === '' ? t('missing') : undefined}
          value={reason}
          onChange={setReason}
          maxLength={2_000}
        />
      </div>
    </Dialog>
  )
}
