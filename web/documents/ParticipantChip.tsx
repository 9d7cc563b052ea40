import { useTranslation } from 'react-i18next'
import { SealChip } from '../ui/SealChip.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import type { DocumentPage, Participant } from './queries.ts'
import { useParticipantState } from './useParticipantState.ts'

export function ParticipantChip({ document, participant }: { readonly document: DocumentPage; readonly participant: Participant }) {
  const { t } = useTranslation('documents')
  const stateOf = useParticipantState()
  const { tone, mark, words } = stateOf(participant)
  const signature = document.signatures.find(({ participantId, recalledAt }) => participantId === participant.id && recalledAt === null)
  const role = t(`roles.${participant.role}`)
  const state = (
    <StateWord tone={tone} mark={mark}>
      {words}
    </StateWord>
  )
  if (signature !== undefined) {
    const { organisation, name, title, certificateSha256, level } = signature
    const detail = [organisation === null ? undefined : name, title ?? undefined, organisation === null ? role : undefined]
    return (
      <SealChip
        fingerprint={certificateSha256}
        verdict={level === 'LT' ? 'good' : 'wait'}
        name={organisation ?? name}
        detail={detail.filter((part) => part !== undefined).join(', ')}
        state={state}
      />
    )
  }
  const { name, email, taxNumber } = participant
  const own = document.me?.participantId === participant.id ? ` (${t('web.detail.you')})` : ''
  return <SealChip name={`${name || email}${own}`} detail={[role, taxNumber ?? (name === '' ? undefined : email)].filter(Boolean).join(' · ')} state={state} />
}
