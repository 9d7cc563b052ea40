import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { type As, type DocumentPage, documents, type Participant } from '../documents/queries.ts'
import { Button } from '../ui/Button.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { DeclineButton } from './DeclineButton.tsx'
import { RoomShell } from './RoomShell.tsx'

type AnswerRoomProps = { readonly document: DocumentPage; readonly me: Participant; readonly role: 'approver' | 'acknowledger'; readonly as: As }

/** Approving and acknowledging need no key: the answer is kept with its moment. */
export function AnswerRoom({ document, me, role, as }: AnswerRoomProps) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.answer' })
  const problems = useProblems()
  const queries = useQueryClient()
  const answer = useMutation({
    mutationFn: () => (role === 'approver' ? documents.approve(document.id, as) : documents.acknowledge(document.id, as)),
    onSettled: () => queries.invalidateQueries(),
  })
  return (
    <RoomShell
      document={document}
      me={me}
      as={as}
      act={
        <>
          {answer.error !== null && <FailedState what={problems.say(answer.error)} safe={t('safe')} />}
          <Button kind="primary" wide busy={answer.isPending} onClick={() => answer.mutate()}>
            {t(`${role}.act`)}
          </Button>
        </>
      }
    >
      <p className="small soft">{t(`${role}.consequence`)}</p>
      <DeclineButton document={document} as={as} />
    </RoomShell>
  )
}
