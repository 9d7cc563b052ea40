import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DeskShell } from '../app/DeskShell.tsx'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { type Cabinet, useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { IconPlus } from '../ui/icons.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { InvitationTable } from './InvitationTable.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { peopleQuery } from './queries.ts'

/** The people of the company one works in (promises B4, B7). */
export function PeoplePage() {
  const { t } = useTranslation('cabinets')
  const { cabinet, known } = useSession()
  return (
    <DeskShell>
      {cabinet === undefined ? (
        !known && <Skeleton shape="rows" />
      ) : cabinet.kind === 'company' ? (
        <Company key={cabinet.id} cabinet={cabinet} />
      ) : (
        <div className="stack loose">
          <PageTitle>{t('people.title')}</PageTitle>
          <EmptyState
            title={t('people.personal.title')}
            action={
              <Link className={buttonClass({ kind: 'primary' })} to={paths.newCompany()}>
                {t('people.personal.act')}
              </Link>
            }
          >
            {t('people.personal.text')}
          </EmptyState>
        </div>
      )}
    </DeskShell>
  )
}

function Company({ cabinet }: { readonly cabinet: Cabinet }) {
  const { t } = useTranslation('cabinets')
  const problems = useProblems('cabinets')
  const people = useQuery(peopleQuery(cabinet.id))
  const [inviting, setInviting] = useState(false)
  const { data, error } = people
  const closed = error instanceof Problem && error.status === 403
  return (
    <div className="stack loose">
      <PageTitle
        under={t('people.under', { company: cabinet.name, number: cabinet.taxNumber })}
        actions={
          data && (
            <Button kind="primary" icon={<IconPlus aria-hidden="true" />} onClick={() => setInviting(true)}>
              {t('invite.open')}
            </Button>
          )
        }
      >
        {t('people.title')}
      </PageTitle>
      {people.isPending && <Skeleton shape="rows" count={4} />}
      {closed && <EmptyState title={t('people.closed.title')}>{t('people.closed.text')}</EmptyState>}
      {error !== null && !closed && (
        <FailedState what={problems.say(error)} safe={t('people.failedSafe')} onRetry={() => void people.refetch()} retrying={people.isFetching} />
      )}
      {data !== undefined && (
        <>
          <PeopleTable cabinetId={cabinet.id} people={data.people} role={data.role} />
          <InvitationTable cabinetId={cabinet.id} invitations={data.invitations} />
          <InviteDialog cabinet={cabinet} role={data.role} open={inviting} onClose={() => setInviting(false)} />
        </>
      )}
    </div>
  )
}
