import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/toasts.ts'
import { endOfDay, isPast } from './deadline.ts'
import { type DocumentPage, documents } from './queries.ts'

/** A later deadline, or a second chance for a document whose time ran out. */
export function ExtendDialog({ document, open, onClose }: { readonly document: DocumentPage; readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web.extend' })
  const problems = useProblems()
  const queries = useQueryClient()
  const [date, setDate] = useState('')
  const [wrong, setWrong] = useState(false)
  const extend = useMutation({
    mutationFn: () => documents.extend(document.id, endOfDay(date)),
    onSuccess: async () => {
      onClose()
      toast(t('done'))
      await queries.invalidateQueries()
    },
  })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('title')}
      actions={
        <Button
          kind="primary"
          busy={extend.isPending}
          onClick={() => {
            const bad = date === '' || isPast(date, new Date())
            setWrong(bad)
            if (!bad) extend.mutate()
          }}
        >
          {t('act')}
        </Button>
      }
    >
      <div className="stack">
        {extend.error !== null && (
          <Notice tone="bad" live>
            {problems.say(extend.error)}
          </Notice>
        )}
        <TextField name="new-deadline" type="date" narrow label={t('date')} error={wrong ? t('missing') : undefined} value={date} onChange={setDate} />
      </div>
    </Dialog>
  )
}
