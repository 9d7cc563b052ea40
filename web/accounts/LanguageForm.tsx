import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, isLanguage, languages } from '../app/language.ts'
import { useProblems } from '../app/problems.ts'
import { type Account, refreshSession } from '../app/session.ts'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { toast } from '../ui/toasts.ts'
import { accounts } from './queries.ts'

/** One choice for the pages and for the letters. */
export function LanguageForm({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const change = useMutation({
    mutationFn: (language: string) => accounts.change({ language }),
    onSuccess: async (_answer, language) => {
      if (isLanguage(language)) await chooseLanguage(language)
      await refreshSession()
    },
    onError: (error) => void toast(problems.say(error)),
  })
  return (
    <section className="card padded stack">
      <h2>{t('account.language')}</h2>
      <p className="soft">{t('account.languageHint')}</p>
      <ChoiceCards
        name="language"
        label={t('account.language')}
        labelHidden
        value={(change.isPending ? change.variables : account.language) ?? undefined}
        onChange={(language) => change.mutate(language)}
        choices={Object.entries(languages).map(([value, title]) => ({ value, title }))}
      />
    </section>
  )
}
