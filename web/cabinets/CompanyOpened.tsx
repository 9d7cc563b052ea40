import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { type Cabinet, refreshSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { toast } from '../ui/toasts.ts'
import { cabinets } from './queries.ts'

/** Administrators can be invited at once, or later. */
export function CompanyOpened({ cabinet }: { readonly cabinet: Cabinet }) {
  const { t } = useTranslation('cabinets')
  const problems = useProblems('cabinets')
  const navigate = useNavigate()
  const enter = useMutation({
    mutationFn: async (to: string) => {
      await cabinets.enter(cabinet.id)
      await refreshSession()
      await navigate(to)
    },
    onError: (error) => void toast(problems.say(error)),
  })
  return (
    <>
      <PageTitle under={t('opened.under')}>{t('opened.title', { company: cabinet.name })}</PageTitle>
      <Notice tone="good" live>
        {t('opened.text', { number: cabinet.taxNumber })}
      </Notice>
      <Button kind="primary" wide busy={enter.isPending && enter.variables === paths.cabinetPeople()} onClick={() => enter.mutate(paths.cabinetPeople())}>
        {t('opened.invite')}
      </Button>
      <Button wide busy={enter.isPending && enter.variables === paths.documents()} onClick={() => enter.mutate(paths.documents())}>
        {t('opened.later')}
      </Button>
    </>
  )
}
