import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { toast } from '../ui/toasts.ts'
import { type DocumentPage, documents, titleOf } from './queries.ts'

type EndDialogProps = { readonly document: DocumentPage; readonly open: boolean; readonly onClose: () => void }

export function RecallDialog(props: EndDialogProps) {
  return <EndDialog {...props} kind="recall" />
}

export function DiscardDialog(props: EndDialogProps) {
  return <EndDialog {...props} kind="discard" />
}

/** What cannot be undone is asked once, with the noun repeated. */
function EndDialog({ document, open, onClose, kind }: EndDialogProps & { readonly kind: 'recall' | 'discard' }) {
  const { t } = useTranslation('documents', { keyPrefix: `web.${kind}` })
  const problems = useProblems()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const end = useMutation({
    mutationFn: async () => {
      await (kind === 'recall' ? documents.recall(document.id) : documents.discard(document.id))
    },
    onSuccess: async () => {
      onClose()
      toast(t('done'))
      if (kind === 'discard') {
        await navigate(paths.documents())
        queries.removeQueries({ queryKey: ['document', document.id] })
      }
      await queries.invalidateQueries()
    },
  })
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('title', { title: titleOf(document.name) })}
      act={t('act')}
      keep={t('keep')}
      busy={end.isPending}
      error={end.error === null ? undefined : problems.say(end.error)}
      onConfirm={() => end.mutate()}
    >
      <p>{t('text')}</p>
    </ConfirmDialog>
  )
}
