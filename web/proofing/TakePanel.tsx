import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { queries } from '../app/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { DossierTitle } from './DossierTitle.tsx'
import { type Application, applicationQuery } from './queries.ts'
import { refreshQueue, staff } from './staffQueries.ts'

/** Taken by one agent, an application is theirs to check; only then are its pictures shown. */
export function TakePanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.take' })
  const problems = useProblems('proofing')
  const take = useMutation({
    mutationFn: () => staff.take(application.id),
    onSuccess: async (taken) => {
      queries.setQueryData(applicationQuery(application.id).queryKey, taken)
      await refreshQueue(application.id)
    },
    onError: () => refreshQueue(application.id),
  })
  return (
    <>
      <DossierTitle application={application} />
      {take.error !== null && (
        <Notice tone="bad" live title={t('failed')}>
          {problems.say(take.error)}
        </Notice>
      )}
      <p className="soft">{t('text')}</p>
      <div>
        <Button kind="primary" busy={take.isPending} onClick={() => take.mutate()}>
          {t('act')}
        </Button>
      </div>
    </>
  )
}
