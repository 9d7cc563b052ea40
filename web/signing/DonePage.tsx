import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { type As, type DocumentPage, fileAddress, hasActed, type Participant, titleOf } from '../documents/queries.ts'
import { useMoments } from '../documents/useMoments.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { IconDownload } from '../ui/icons.ts'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { AccountOffer } from './AccountOffer.tsx'
import { SignatureMade } from './SignatureMade.tsx'

type DonePageProps = { readonly document: DocumentPage; readonly me: Participant; readonly as: As; readonly onRead: () => void }

/** What was done, and what happens now without anybody's doing. */
export function DonePage({ document, me, as, onRead }: DonePageProps) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.done' })
  const { moment } = useMoments()
  const signature = document.signatures.find(({ participantId, recalledAt }) => participantId === me.id && recalledAt === null)
  const left = document.participants.filter((participant) => participant.role !== 'observer' && !hasActed(participant)).length
  const now = document.state === 'completed' ? 'completed' : left > 0 ? 'waiting' : 'finishing'
  return (
    <PathShell>
      <PageTitle over={titleOf(document.name)}>{t(`title.${me.role}`)}</PageTitle>
      {signature === undefined ? (
        <Notice tone="good" live>
          {t('kept', { at: me.actedAt === null ? '' : moment(me.actedAt) })}
        </Notice>
      ) : (
        <SignatureMade signature={signature} />
      )}
      <section className="stack close">
        <h2>{t('now')}</h2>
        <p>{t(`nowText.${now}`, { count: left, initiator: document.initiator.name })}</p>
        {now !== 'completed' && <p>{t('letter', { email: me.email })}</p>}
      </section>
      <div className="row">
        {as === 'account' ? (
          <Link className={buttonClass({ kind: 'primary' })} to={paths.document(document.id)}>
            {t('desk')}
          </Link>
        ) : (
          <a className={buttonClass()} href={fileAddress(document.id, 'original', as)} download>
            <IconDownload aria-hidden="true" />
            {t('original')}
          </a>
        )}
        <Button onClick={onRead}>{t('read')}</Button>
      </div>
      {as === 'guest' && <AccountOffer documentId={document.id} />}
    </PathShell>
  )
}
