import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { DocumentView } from '../documents/DocumentView.tsx'
import { type As, type DocumentPage, type Participant, titleOf } from '../documents/queries.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RoomFacts } from './RoomFacts.tsx'
import classes from './RoomShell.module.css'

type RoomShellProps = {
  readonly document: DocumentPage
  readonly me: Participant | undefined
  readonly as: As
  /** Stays at the lower edge: what one answers with, and the act. */
  readonly act?: ReactNode
  readonly children?: ReactNode
}

/** Who asks, the pages, and what there is to know before answering. */
export function RoomShell({ document, me, as, act, children }: RoomShellProps) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.room' })
  const { message, initiator } = document
  return (
    <PathShell
      act={act}
      aside={
        as === 'account' ? (
          <Link to={paths.document(document.id)} className={classes['leave']}>
            {t('leave')}
          </Link>
        ) : undefined
      }
    >
      <PageTitle over={document.isInitiator ? t('own') : me === undefined ? initiator.name : t(`asks.${me.role}`, { initiator: initiator.name })}>
        {titleOf(document.name)}
      </PageTitle>
      {message !== '' && (
        <figure className={classes['message']}>
          <blockquote>{message}</blockquote>
          <figcaption className="small soft">{initiator.name}</figcaption>
        </figure>
      )}
      <DocumentView document={document} as={as} />
      <RoomFacts document={document} me={me} />
      {children}
    </PathShell>
  )
}
