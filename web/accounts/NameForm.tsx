import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { type Account, refreshSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/toasts.ts'
import { accounts } from './queries.ts'
import { missing, useDraft } from './useDraft.ts'

/** Names that a certificate confirmed are refused by the server, and the reason stands above (promise A4). */
export function NameForm({ account }: { readonly account: Account }) {
  const { t, i18n } = useTranslation('accounts')
  const problems = useProblems('accounts')
  const draft = useDraft({ given: account.name.given, middle: account.name.middle ?? '', family: account.name.family })
  const { given, middle, family } = draft.values
  const save = useMutation({
    mutationFn: () => accounts.change({ name: { given: given.trim(), middle: middle.trim() === '' ? null : middle.trim(), family: family.trim() } }),
    onSuccess: async () => {
      await refreshSession()
      toast(t('account.nameSaved'))
    },
    onError: (error) =>
      draft.setErrors(Object.fromEntries(Object.entries(problems.fields(error)).map(([path, words]) => [path.replace(/^name\./, ''), words]))),
  })
  const known = Object.keys(draft.errors).length > 0
  const fields = [
    <TextField key="given" {...draft.bind('given')} label={t('fields.given')} autoComplete="given-name" maxLength={100} />,
    <TextField key="middle" {...draft.bind('middle')} label={t('fields.middle')} optional autoComplete="additional-name" maxLength={100} />,
    <TextField key="family" {...draft.bind('family')} label={t('fields.family')} autoComplete="family-name" maxLength={100} />,
  ]
  const [first, second, third] = fields
  return (
    <section className="card padded">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const wrong = missing(draft.values, ['given', 'family'], (name) => t(`register.missing.${name}`))
          draft.setErrors(wrong)
          save.reset()
          if (Object.keys(wrong).length === 0) save.mutate()
        }}
      >
        <h2>{t('account.name')}</h2>
        <p className="soft">{t('account.nameHint')}</p>
        <ErrorSummary errors={draft.errors} message={save.error !== null && !known ? problems.say(save.error) : undefined} />
        {i18n.language === 'en' ? fields : [third, first, second]}
        <div>
          <Button type="submit" busy={save.isPending}>
            {t('account.saveName')}
          </Button>
        </div>
      </form>
    </section>
  )
}
