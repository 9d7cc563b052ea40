import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { pinFault } from './pinFault.ts'
import { OtherDocumentError } from './signDocument.ts'

export function SigningFailed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.failed' })
  const problems = useProblems()
  if (pinFault(error)?.kind === 'locked') return <FailedState what={t('locked')} safe={t('lockedSafe')} />
  if (error instanceof OtherDocumentError) return <FailedState what={t('otherDocument')} safe={t('otherDocumentSafe')} />
  return <FailedState what={problems.say(error)} safe={t('safe')} reference={problems.reference(error)} onRetry={onRetry} />
}
