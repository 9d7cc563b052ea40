import { useTranslation } from 'react-i18next'
import { type StateMark, type StateTone, StateWord } from '../ui/StateWord.tsx'
import type { ApplicationState } from './queries.ts'

const looks: Readonly<Record<ApplicationState, readonly [StateTone, StateMark]>> = {
  draft: ['calm', 'open'],
  submitted: ['wait', 'half'],
  'in-review': ['wait', 'half'],
  recommended: ['wait', 'half'],
  deferred: ['wait', 'clock'],
  approved: ['good', 'half'],
  agreed: ['good', 'half'],
  issued: ['good', 'full'],
  refused: ['bad', 'cross'],
}

export function ApplicationStateWord({ state }: { readonly state: ApplicationState }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.state' })
  const [tone, mark] = looks[state]
  return (
    <StateWord tone={tone} mark={mark}>
      {t(state)}
    </StateWord>
  )
}
