import { useTranslation } from 'react-i18next'
import { PageTitle } from '../ui/PageTitle.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { personName } from './facts.ts'
import type { Application } from './queries.ts'
import { useNow } from './useNow.ts'

export function DossierTitle({ application }: { readonly application: Application }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { relative, dateTime } = useFormats()
  const now = useNow()
  const { facts, submittedAt, decideBy, product } = application
  const under = [
    t(`product.${product.holder}.short`),
    facts.document && `${t(`document.kind.${facts.document.kind}`)} ${facts.document.number}`,
    submittedAt !== null && t('desk.sent', { when: relative(submittedAt, now) }),
    decideBy !== null && t('desk.until', { when: dateTime(decideBy) }),
  ]
  return <PageTitle under={under.filter(Boolean).join(' · ')}>{facts.person === undefined ? t('desk.nameless') : personName(facts.person)}</PageTitle>
}
