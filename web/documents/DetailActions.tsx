import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { toast } from '../ui/toasts.ts'
import { DeclineDialog } from './DeclineDialog.tsx'
import { DiscardDialog, RecallDialog } from './EndDialogs.tsx'
import { DownloadMenu } from './DownloadMenu.tsx'
import { ExtendDialog } from './ExtendDialog.tsx'
import { MoreMenu, type MoreAct } from './MoreMenu.tsx'
import { type DocumentPage, documents } from './queries.ts'

/** What can be done now: the one act that is asked of the reader first, everything rarer behind a menu. */
export function DetailActions({ document }: { readonly document: DocumentPage }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web.act' })
  const problems = useProblems()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<MoreAct>()
  const role = document.participants.find(({ id }) => id === document.me?.participantId)?.role
  const mine = document.me?.mayAct === true ? role : undefined
  const answer = useMutation({
    mutationFn: (does: 'approve' | 'acknowledge') => documents[does](document.id, 'account'),
    onSuccess: (_document, does) => void toast(t(`done.${does}`)),
    onError: (error) => void toast(problems.say(error)),
    onSettled: () => queries.invalidateQueries(),
  })
  const remind = useMutation({
    mutationFn: () => documents.remind(document.id),
    onSuccess: ({ reminded }) => void toast(t('reminded', { count: reminded })),
    onError: (error) => void toast(problems.say(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['document', document.id] }),
  })
  const close = () => setAsking(undefined)
  const does = mine === 'approver' ? 'approve' : mine === 'acknowledger' ? 'acknowledge' : undefined
  return (
    <>
      {mine === 'signer' && (
        <Link className={buttonClass({ kind: 'primary', slim: true })} to={paths.signDocument(document.id)}>
          {t('sign')}
        </Link>
      )}
      {does !== undefined && (
        <Button kind="primary" slim busy={answer.isPending} onClick={() => answer.mutate(does)}>
          {t(does)}
        </Button>
      )}
      {document.isInitiator && document.state === 'open' && mine === undefined && (
        <Button slim busy={remind.isPending} onClick={() => remind.mutate()}>
          {t('remind')}
        </Button>
      )}
      <DownloadMenu document={document} />
      <MoreMenu
        document={document}
        mayDecline={mine !== undefined && mine !== 'observer'}
        onAct={(act) => (act === 'remind' ? remind.mutate() : setAsking(act))}
      />
      <DeclineDialog document={document} as="account" open={asking === 'decline'} onClose={close} />
      <RecallDialog document={document} open={asking === 'recall'} onClose={close} />
      <DiscardDialog document={document} open={asking === 'discard'} onClose={close} />
      <ExtendDialog document={document} open={asking === 'extend'} onClose={close} />
    </>
  )
}
