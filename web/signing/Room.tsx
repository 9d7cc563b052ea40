import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PathShell } from '../app/PathShell.tsx'
import { useProblems } from '../app/problems.ts'
import { type As, type DocumentPage, documentQuery, hasActed } from '../documents/queries.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AnswerRoom } from './AnswerRoom.tsx'
import { DonePage } from './DonePage.tsx'
import { EndedPage } from './EndedPage.tsx'
import { RoomShell } from './RoomShell.tsx'
import { SignerRoom } from './SignerRoom.tsx'

/** Where one document is read and answered: by link without an account, or from the desk. */
export function Room({ id, as }: { readonly id: string; readonly as: As }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web' })
  const problems = useProblems()
  const document = useQuery(documentQuery(id, as))
  if (document.data !== undefined) return <Inside document={document.data} as={as} />
  return (
    <PathShell>
      {document.error === null ? (
        <Skeleton shape="page" />
      ) : (
        <>
          <PageTitle>{t('room.failed')}</PageTitle>
          <FailedState what={problems.say(document.error)} safe={t('room.safe')} onRetry={() => void document.refetch()} retrying={document.isFetching} />
        </>
      )}
    </PathShell>
  )
}

function Inside({ document, as }: { readonly document: DocumentPage; readonly as: As }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web' })
  // Whoever reads on after signing is shown the document again, not the thanks.
  const [reading, setReading] = useState(false)
  const me = document.participants.find(({ id }) => id === document.me?.participantId)
  if (me !== undefined && hasActed(me) && !reading) return <DonePage document={document} me={me} as={as} onRead={() => setReading(true)} />
  if (document.state !== 'open' && !reading) return <EndedPage document={document} me={me} as={as} onRead={() => setReading(true)} />
  const shared = { document, me, as }
  if (me === undefined || me.role === 'observer' || document.me?.mayAct !== true)
    return (
      <RoomShell {...shared}>
        <Notice>
          {t(
            me === undefined
              ? 'room.notAsked'
              : hasActed(me)
                ? 'room.done'
                : me.role === 'observer'
                  ? 'room.observer'
                  : document.state === 'open'
                    ? 'room.notYet'
                    : 'room.closed',
          )}
        </Notice>
      </RoomShell>
    )
  return me.role === 'signer' ? <SignerRoom document={document} me={me} as={as} /> : <AnswerRoom document={document} me={me} role={me.role} as={as} />
}
