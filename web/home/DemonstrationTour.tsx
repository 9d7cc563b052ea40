import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { api } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { fullName, refreshSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TourCard } from '../ui/TourCard.tsx'
import type { Demonstration, DemonstrationPerson } from './demonstration.ts'
import classes from './DemonstrationTour.module.css'

const tour = ['signIn', 'certificate', 'sign', 'verify'] as const
const deskOf: Readonly<Record<string, () => string>> = { agent: paths.proofingQueue, verifier: paths.proofingQueue, operator: paths.operator }

/** The path in four steps, and the made-up people to walk it with. */
export function DemonstrationTour({ demonstration }: { readonly demonstration: Demonstration }) {
  const { t, i18n } = useTranslation('app')
  const { say } = useProblems()
  const navigate = useNavigate()
  const enter = useMutation({
    mutationFn: (person: DemonstrationPerson) => api.post('/api/sessions', { identifier: person.email, password: person.password }),
    onSuccess: async (_, person) => {
      await refreshSession()
      await navigate((deskOf[person.role] ?? paths.documents)())
    },
  })
  // One of each kind is enough to walk with.
  const vouchers = (['person', 'company', 'seal'] as const).flatMap((kind) => demonstration.vouchers[kind].slice(0, 1).map((code) => [kind, code] as const))
  return (
    <TourCard title={t('demonstration.title')} text={t('demonstration.text')} steps={tour.map((step) => t(`demonstration.steps.${step}`))}>
      {enter.isError && (
        <Notice tone="bad" live>
          {say(enter.error)}
        </Notice>
      )}
      <ul className={classes['people']} aria-label={t('demonstration.people')}>
        {demonstration.people.map((person) => {
          const name = fullName(person.name, i18n.language)
          return (
            <li key={person.email}>
              <div className={classes['who']}>
                <b>{name}</b>
                <span className="small soft">{t(`demonstration.role.${person.role}`)}</span>
                <span className={classes['keys']}>
                  <span>{person.email}</span>
                  <span>
                    <span className="heard">{t('demonstration.password')} </span>
                    {person.password}
                  </span>
                  {person.pin !== undefined && <span>PIN {person.pin}</span>}
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
      {vouchers.length > 0 && (
        <div className="stack close">
          <h3>{t('demonstration.vouchers')}</h3>
          <ul className={classes['vouchers']}>
            {vouchers.map(([kind, code]) => (
              <li key={code}>
                <span className="small soft">{t(`demonstration.voucher.${kind}`)}</span>
                <code>{code}</code>
                <CopyButton text={code} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {demonstration.outboxUrl !== '' && (
        <p>
          <Link to={paths.outbox()}>{t('demonstration.outbox')}</Link>
        </p>
      )}
    </TourCard>
  )
}
