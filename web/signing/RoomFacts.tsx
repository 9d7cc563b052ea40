import { useTranslation } from 'react-i18next'
import { type DocumentPage, inTurn, type Participant } from '../documents/queries.ts'
import { useParticipantState } from '../documents/useParticipantState.ts'
import { FactList } from '../ui/FactList.tsx'
import { Fingerprint } from '../ui/Fingerprint.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { useFormats } from '../ui/useFormats.ts'
import classes from './RoomFacts.module.css'

/** Truth in view: which file, who else, until when. */
export function RoomFacts({ document, me }: { readonly document: DocumentPage; readonly me: Participant | undefined }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.facts' })
  const { t: role } = useTranslation('documents')
  const { bytes, dateTime } = useFormats()
  const stateOf = useParticipantState()
  const others = inTurn(document.participants).filter(({ id, role }) => id !== me?.id && role !== 'observer')
  const size = [document.name, document.pages !== null && t('pages', { count: document.pages }), bytes(document.size)].filter(Boolean).join(' · ')
  return (
    <FactList
      facts={[
        others.length > 0 && {
          name: t('others'),
          value: (
            <ul className={classes['others']}>
              {others.map((other) => {
                const { tone, mark, words } = stateOf(other)
                const signature = document.signatures.find(({ participantId }) => participantId === other.id)
                return (
                  <li key={other.id}>
                    <span>{signature?.organisation ?? signature?.name ?? (other.name || other.email || role(`roles.${other.role}`))}</span>{' '}
                    <StateWord tone={tone} mark={mark}>
                      {words}
                    </StateWord>
                  </li>
                )
              })}
            </ul>
          ),
        },
        { name: t('file'), value: size },
        { name: t('fingerprint'), value: <Fingerprint hex={document.sha256} /> },
        me?.taxNumber !== null && me !== undefined && { name: t('taxNumber'), value: <span className="num">{me.taxNumber}</span> },
        document.deadline !== null && { name: t('deadline'), value: dateTime(document.deadline) },
      ]}
    />
  )
}
