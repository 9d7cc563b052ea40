import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextAreaField } from '../ui/TextAreaField.tsx'
import { type As, type DocumentPage, documents, titleOf } from './queries.ts'

type DeclineDialogProps = { readonly document: DocumentPage; readonly as: As; readonly open: boolean; readonly onClose: () => void }

/** One "no" ends the document for everyone, so it is asked once and with its reason. */
export function DeclineDialog({ document, as, open, onClose }: DeclineDialogProps) {
  const { t } = useTranslation('documents', { keyPrefix: 'web.decline' })
  const problems = useProblems()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const decline = useMutation({
    mutationFn: () => documents.decline(document.id, reason.trim(), as),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries()
    },
  })
  const submit = () => {
    setMissing(reason.trim() === '')
    if (reason.trim() !== '') decline.mutate()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('title', { title: titleOf(document.name) })}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button kind="danger" busy={decline.isPending} onClick={submit}>
            {t('act')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('text', { initiator: document.initiator.name })}</p>
        {decline.error !== null && (
          <Notice tone="bad" live>
            {problems.say(decline.error)}
          </Notice>
        )}
        <TextAreaField
          name="reason"
          label={t('reason')}
          hint={t('reasonHint')}
          error={missing ? t('reasonMissing') : undefined}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={2000}
        />
      </div>
    </Dialog>
  )
}
