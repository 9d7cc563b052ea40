import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PathShell } from '../app/PathShell.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { termsQuery } from './queries.ts'

const parts = ['service', 'keys', 'binding', 'data', 'leaving', 'operator'] as const

/** The terms that an account agrees to (promise A7). An operator puts their own words into the catalogue and raises the version. */
export function TermsPage() {
  const { t } = useTranslation('accounts')
  const { date } = useFormats()
  const terms = useQuery(termsQuery)
  return (
    <PathShell>
      <PageTitle under={terms.data && t('terms.version', { version: terms.data.version, date: date(terms.data.publishedAt) })}>{t('terms.title')}</PageTitle>
      {parts.map((part) => (
        <section key={part} className="stack close">
          <h2>{t(`terms.${part}.title`)}</h2>
          <p>{t(`terms.${part}.text`)}</p>
        </section>
      ))}
    </PathShell>
  )
}
