import { useTranslation } from 'react-i18next'
import type { StateMark, StateTone } from '../ui/StateWord.tsx'
import type { Participant } from './queries.ts'
import { useMoments } from './useMoments.ts'

export type StateWords = { readonly tone: StateTone; readonly mark: StateMark; readonly words: string }

/** What somebody has done so far, in the words that list, detail and signing room share. */
export function useParticipantState() {
  const { t } = useTranslation('documents', { keyPrefix: 'web.who' })
  const { moment } = useMoments()
  return ({ role, state, actedAt, openedAt, declineReason }: Participant): StateWords => {
    const at = moment(actedAt ?? openedAt ?? new Date().toISOString())
    switch (state) {
      case 'waiting':
        return { tone: 'calm', mark: 'open', words: t('waiting') }
      case 'invited':
        return { tone: role === 'observer' ? 'calm' : 'wait', mark: 'open', words: t('invited') }
      case 'opened':
        return role === 'observer'
          ? { tone: 'calm', mark: 'full', words: t('opened.observer', { at }) }
          : { tone: 'wait', mark: 'half', words: t(`opened.${role}`) }
      case 'declined':
        return { tone: 'bad', mark: 'cross', words: t('declined', { at, reason: declineReason ?? '' }) }
      default:
        return { tone: 'good', mark: 'full', words: t(state, { at }) }
    }
  }
}
