import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/useFormats.ts'
import type { DocumentPage } from './queries.ts'
import { useMoments } from './useMoments.ts'

/** "12 pages · sent 11 March · answer by 20 March" */
export function useDocumentFacts() {
  const { t } = useTranslation('documents', { keyPrefix: 'web.detail' })
  const { bytes, day } = useFormats()
  const { moment } = useMoments()
  return (document: DocumentPage): string => {
    const { pages, size, sentAt, endedAt, deadline, state, initiator, isInitiator } = document
    const parts = [
      pages === null ? bytes(size) : t('pages', { count: pages }),
      !isInitiator && initiator.name !== '' && t('from', { name: initiator.name }),
      sentAt !== null && t('sent', { at: moment(sentAt) }),
      endedAt !== null && state !== 'open' && t(`ended.${state}`, { at: moment(endedAt) }),
      deadline !== null && state === 'open' && t('until', { at: day(deadline) }),
    ]
    return parts.filter((part) => part !== false && part !== '').join(' · ')
  }
}
