import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { type As, type DocumentPage, type Participant, titleOf } from '../documents/queries.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { useFormats } from '../ui/useFormats.ts'

type EndedPageProps = { readonly document: DocumentPage; readonly me: Participant | undefined; readonly as: As; readonly onRead: () => void }

/** Nothing can be signed here any more, and why. */
export function EndedPage({ document, me, as, onRead }: EndedPageProps) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.ended' })
  const { dateTime } = useFormats()
  const { state, endedAt, initiator, participants } = document
  const decliner = participants.find((participant) => participant.state === 'declined')
  const kind = state === 'declined' && decliner?.id === me?.id ? 'declinedByMe' : state
  return (
    <PathShell>
      <PageTitle over={titleOf(document.name)}>{t(`${kind}.title`)}</PageTitle>
      <Notice tone={state === 'completed' ? 'good' : 'calm'} live>
        <p>{t(`${kind}.text`, { initiator: initiator.name, at: endedAt === null ? '' : dateTime(endedAt) })}</p>
        {decliner?.declineReason !== null && decliner !== undefined && <p>{t('reason', { reason: decliner.declineReason })}</p>}
      </Notice>
      <div className="row">
        <Button onClick={onRead}>{t('read')}</Button>
        {as === 'account' && (
          <Link className={buttonClass()} to={paths.document(document.id)}>
            {t('desk')}
          </Link>
        )}
      </div>
    </PathShell>
  )
}
