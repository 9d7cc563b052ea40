import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { refreshSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TourCard } from '../ui/TourCard.tsx'
import type { Demonstration, DemonstrationPerson } from './demonstration.ts'
import classes from './DemonstrationTour.module.css'

const tour = ['signIn', 'certificate', 'sign', 'verify'] as const
const deskOf: Readonly<Record<string, () => string>> = { agent: paths.proofingQueue, verifier: paths.proofingQueue, operator: paths.operator }

/** The path in four steps, and the made-up people to walk it with. */
export function DemonstrationTour({ demonstration }: { readonly demonstration: Demonstration }) {
  const { t } = useTranslation('app')
  const { say } = useProblems()
  const navigate = useNavigate()
  const enter = useMutation({
    mutationFn: (person: DemonstrationPerson) => api.post('/api/sessions', { identifier: person.email, password: person.password }),
    onSuccess: async (_, person) => {
      await refreshSession()
      await navigate((deskOf[person.role] ?? paths.documents)())
    },
  })
  return (
    <TourCard title={t('demonstration.title')} text={t('demonstration.text')} steps={tour.map((step) => t(`demonstration.steps.${step}`))}>
      {enter.isError && (
        <Notice tone="bad" live>
          {say(enter.error)}
        </Notice>
      )}
      <ul className={classes['people']} aria-label={t('demonstration.people')}>
        {demonstration.people.map((person) => {
          const name = person.name ?? t(`demonstration.role.${person.role}`, person.role)
          return (
            <li key={person.email}>
              <div className={classes['who']}>
                <b>{name}</b>
                <span className="small soft">{person.does}</span>
                <span className={classes['keys']}>
                  <span>{person.email}</span>
                  <span>
                    <span className="heard">{t('demonstration.password')} </span>
                    {person.password}
                  </span>
                </span>
              </div>
              <Button
                slim
                aria-label={t('demonstration.signInAs', { name })}
                busy={enter.isPending && enter.variables.email === person.email}
                onClick={() => enter.mutate(person)}
              >
                {t('signIn')}
              </Button>
            </li>
          )
        })}
      </ul>
      {typeof demonstration.outboxUrl === 'string' && (
        <p>
          <a href={demonstration.outboxUrl}>{t('demonstration.outbox')}</a>
        </p>
      )}
    </TourCard>
  )
}
