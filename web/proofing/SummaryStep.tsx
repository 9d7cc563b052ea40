import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { CheckField } from '../ui/CheckField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { FactList } from '../ui/FactList.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import type { StepProps } from './stepProps.ts'
import { pictureUrl, proofing, refreshApplication } from './queries.ts'
import { Shot } from './Shot.tsx'
import classes from './SummaryStep.module.css'
import { useFactGroups } from './useFactGroups.ts'

/** Everything once more, as the certificate will say it; the holder confirms before it goes to a person who checks. */
export function SummaryStep({ application }: StepProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const problems = useProblems('proofing')
  const navigate = useNavigate()
  const groups = useFactGroups(application)
  const [confirmed, setConfirmed] = useState(false)
  const [asked, setAsked] = useState(false)
  const errors = asked && !confirmed ? { confirmed: t('summary.confirmFirst') } : {}
  const submit = useMutation({
    mutationFn: () => proofing.submit(application.id),
    onSuccess: async () => {
      await refreshApplication(application.id)
      await navigate(paths.application(application.id), { replace: true })
    },
  })
  const change = (step: string, what: string) => (
    <Link className="small" to={paths.applicationStep(application.id, step)}>
      {t('summary.change')}
      <span className="heard"> {what}</span>
    </Link>
  )
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (confirmed) submit.mutate()
      }}
    >
      <PageTitle under={t('summary.under')}>{t('summary.title')}</PageTitle>
      <ErrorSummary errors={errors} message={submit.error === null ? undefined : problems.say(submit.error)} />
      {groups.map(({ step, title, facts }) => (
        <section key={step} className={`card ${classes['part']}`} aria-label={title}>
          <div className="row apart">
            <h2>{title}</h2>
            {change(step, title)}
          </div>
          <FactList even facts={facts} />
        </section>
      ))}
      <section className={`card ${classes['part']}`} aria-label={t('pictures.short')}>
        <div className="row apart">
          <h2>{t('pictures.short')}</h2>
          {change('pictures', t('pictures.short'))}
        </div>
        <ul className={classes['shots']}>
          {application.documents
            .filter(({ slot }) => application.slots.includes(slot))
            .map((picture) => (
              <li key={picture.id}>
                <Shot url={pictureUrl(application.id, picture.id)} mediaType={picture.mediaType} name={t(`slot.${picture.slot}.name`)} />
                <span className="small soft">{t(`slot.${picture.slot}.name`)}</span>
              </li>
            ))}
        </ul>
      </section>
      <CheckField name="confirmed" checked={confirmed} onChange={setConfirmed} error={errors.confirmed} label={t('summary.confirm')} />
      <Button kind="primary" wide type="submit" busy={submit.isPending}>
        {t('summary.act')}
      </Button>
    </form>
  )
}
