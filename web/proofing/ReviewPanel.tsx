import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { CheckField } from '../ui/CheckField.tsx'
import { ErrorSummary, type FieldErrors } from '../ui/ErrorSummary.tsx'
import { toast } from '../ui/toasts.ts'
import classes from './Dossier.module.css'
import { DossierFacts } from './DossierFacts.tsx'
import { DossierTitle } from './DossierTitle.tsx'
import { JudgedPicture } from './JudgedPicture.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { judged, reviewFaults, type Judgements } from './review.ts'
import type { Application } from './queries.ts'
import { type Checklist, checklistItems, type Outcome, refreshQueue, staff } from './staffQueries.ts'

const unticked: Checklist = {
  'document-genuine': false,
  'document-in-date': false,
  'face-matches': false,
  'data-matches': false,
  'picture-quality': false,
  'person-acts-freely': false,
}

/** The agent's work: every picture judged, every point of the checklist answered, one of three outcomes. A second person decides afterwards. */
export function ReviewPanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const problems = useProblems('proofing')
  const navigate = useNavigate()
  const [checklist, setChecklist] = useState(unticked)
  const [judgements, setJudgements] = useState<Judgements>({})
  const [errors, setErrors] = useState<FieldErrors>({})
  const [asking, setAsking] = useState<'deferred' | 'negative'>()
  const recommend = useMutation({
    mutationFn: ({ outcome, reason }: { readonly outcome: Outcome; readonly reason: string }) =>
      staff.recommend(application.id, {
        outcome,
        checklist,
        reason,
        pictures: judged(application.documents, judgements, outcome === 'negative' ? reason : undefined),
      }),
    onSuccess: async (_, { outcome }) => {
      toast(t(`review.done.${outcome}`))
      await navigate(paths.proofingQueue())
      await refreshQueue(application.id)
    },
  })
  const faultsFor = (outcome: Outcome): boolean => {
    const faults = reviewFaults(outcome, application.documents, judgements, checklist)
    const said = Object.fromEntries(
      faults.map(({ name, because, what }) => [name, t(`review.fault.${because}`, { what: what === undefined ? '' : t(`slot.${what}.name`) })]),
    )
    setErrors(said)
    recommend.reset()
    return faults.length > 0
  }
  const ask = (outcome: 'deferred' | 'negative') => {
    if (!faultsFor(outcome)) setAsking(outcome)
  }
  return (
    <>
      <DossierTitle application={application} note={t('review.second')} />
      <ErrorSummary errors={errors} message={recommend.error !== null && asking === undefined ? problems.say(recommend.error) : undefined} />
      <div className={classes['split']}>
        <div className="stack loose">
          <ul className={classes['pair']}>
            {application.documents.map((picture) => (
              <JudgedPicture
                key={picture.id}
                applicationId={application.id}
                picture={picture}
                judgement={judgements[picture.id]}
                error={errors[`picture-${picture.slot}`]}
                onJudge={(judgement) => {
                  setJudgements({ ...judgements, [picture.id]: judgement })
                  setErrors({})
                }}
              />
            ))}
          </ul>
          <DossierFacts application={application} />
        </div>
        <section className="stack close">
          <h2>{t('checklist.title')}</h2>
          <div>
            {checklistItems.map((item) => (
              <CheckField
                key={item}
                name={item}
                checked={checklist[item]}
                error={errors[item]}
                onChange={(checked) => setChecklist({ ...checklist, [item]: checked })}
                label={t(`checklist.${item}`)}
              />
            ))}
          </div>
        </section>
      </div>
      <div className={classes['decide']}>
        <Button
          kind="primary"
          busy={recommend.isPending && asking === undefined}
          onClick={() => !faultsFor('positive') && recommend.mutate({ outcome: 'positive', reason: '' })}
        >
          {t('review.accept')}
        </Button>
        <Button onClick={() => ask('deferred')}>{t('review.askAgain')}</Button>
        <Button onClick={() => ask('negative')}>{t('review.refuse')}</Button>
      </div>
      <ReasonDialog
        outcome={asking}
        busy={recommend.isPending}
        error={recommend.error === null ? undefined : problems.say(recommend.error)}
        onClose={() => setAsking(undefined)}
        onDecide={(outcome, reason) => recommend.mutate({ outcome, reason })}
      />
    </>
  )
}
