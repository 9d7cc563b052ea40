import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/useFormats.ts'
import { Fingerprint } from '../ui/Fingerprint.tsx'
import { ProgressCounted } from '../ui/ProgressCounted.tsx'
import { countOf } from './listState.ts'
import { ParticipantChip } from './ParticipantChip.tsx'
import classes from './PeoplePanel.module.css'
import { allHaveActed, type DocumentPage, hasActed, inTurn } from './queries.ts'

/** Who takes part and what each has done: the certificate's names where somebody has signed. */
export function PeoplePanel({ document }: { readonly document: DocumentPage }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web' })
  const { list } = useFormats()
  const { participants, state, me } = document
  const count = countOf(participants)
  const turn = participants.filter(
    (participant) => participant.role !== 'observer' && !hasActed(participant) && ['invited', 'opened'].includes(participant.state),
  )
  const note =
    state === 'completed'
      ? t('progress.completed')
      : state !== 'open'
        ? undefined
        : allHaveActed(document)
          ? t('progress.finishing')
          : me?.mayAct === true
            ? t('progress.yours')
            : turn.length > 0
              ? t('progress.turn', { names: list(turn.map(({ name, email }) => name || email)) })
              : undefined
  return (
    <>
      {count !== undefined && (
        <ProgressCounted
          done={count.done}
          total={count.count}
          label={t(`progress.${count.act}`, { done: count.done, count: count.count })}
          words=""
          note={note}
        />
      )}
      <ul className={classes['people']} aria-label={t('detail.people')}>
        {inTurn(participants).map((participant) => (
          <li key={participant.id}>
            <ParticipantChip document={document} participant={participant} />
          </li>
        ))}
      </ul>
      <hr />
      {document.message !== '' && (
        <div className={classes['message']}>
          <h2 className="small soft">{t('detail.message')}</h2>
          <p>{document.message}</p>
        </div>
      )}
      <div>
        <h2 className={classes['label']}>{t('detail.fingerprint')}</h2>
        <Fingerprint hex={document.sha256} />
      </div>
    </>
  )
}
