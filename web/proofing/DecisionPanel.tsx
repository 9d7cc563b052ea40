import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { toast } from '../ui/toasts.ts'
import classes from './Dossier.module.css'
import { DossierFacts } from './DossierFacts.tsx'
import { DossierTitle } from './DossierTitle.tsx'
import { pictureUrl } from './queries.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { Shot } from './Shot.tsx'
import { SignDecision } from './SignDecision.tsx'
import { checklistItems, decisionDraftQuery, refreshQueue, staff } from './staffQueries.ts'

/** The second pair of eyes: what the agent found, the dossier as it is frozen, and a decision that carries the verifier's own signature. */
export function DecisionPanel({ id }: { readonly id: string }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const problems = useProblems('proofing')
  const navigate = useNavigate()
  const draft = useQuery(decisionDraftQuery(id))
  const [asking, setAsking] = useState<'deferred' | 'negative'>()
  const leave = async (said: string) => {
    toast(said)
    await navigate(paths.proofingQueue())
    await refreshQueue(id)
  }
  const turnDown = useMutation({
    mutationFn: ({ outcome, reason }: { readonly outcome: 'deferred' | 'negative'; readonly reason: string }) => staff.turnDown(id, outcome, reason),
    onSuccess: (_, { outcome }) => leave(t(`review.done.${outcome}`)),
  })
  const { data, error } = draft
  if (data === undefined) {
    if (error === null) return <Skeleton shape="page" />
    const barred = error instanceof Problem && error.status === 403
    return barred ? (
      <Notice title={t('decision.barred')}>{problems.say(error)}</Notice>
    ) : (
      <FailedState what={problems.say(error)} safe={t('desk.failedSafe')} onRetry={() => void draft.refetch()} retrying={draft.isFetching} />
    )
  }
  const { application, dossier } = data
  return (
    <>
      <DossierTitle application={application} />
      <div className={classes['split']}>
        <div className="stack loose">
          <ul className={classes['pair']}>
            {application.documents.map((picture) => (
              <li key={picture.id}>
                <Shot big url={pictureUrl(id, picture.id)} mediaType={picture.mediaType} name={t(`slot.${picture.slot}.name`)} />
                <span className="small soft">{t(`slot.${picture.slot}.name`)}</span>
              </li>
            ))}
          </ul>
          <DossierFacts application={application} />
        </div>
        <section className="stack">
          <h2>{t('decision.agent')}</h2>
          <ul className={classes['ticks']}>
            {checklistItems.map((item) => {
              const found = dossier.checklist?.includes(item) === true
              return (
                <li key={item}>
                  <StateWord tone={found ? 'good' : 'bad'}>
                    {t(`checklist.${item}`)}
                    {!found && ` (${t('decision.notFound')})`}
                  </StateWord>
                </li>
              )
            })}
          </ul>
        </section>
      </div>
      <SignDecision id={id} draft={data} onApproved={() => leave(t('review.done.approved'))} />
      <div className={classes['decide']}>
        <Button onClick={() => setAsking('deferred')}>{t('review.askAgain')}</Button>
        <Button onClick={() => setAsking('negative')}>{t('review.refuse')}</Button>
      </div>
      <ReasonDialog
        outcome={asking}
        busy={turnDown.isPending}
        error={turnDown.error === null ? undefined : problems.say(turnDown.error)}
        onClose={() => setAsking(undefined)}
        onDecide={(outcome, reason) => turnDown.mutate({ outcome, reason })}
      />
    </>
  )
}
