import { useMutation, useQuery } from '@tanstack/react-query'
import { Trans, useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { nameOf, refreshSession, useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { FactList } from '../ui/FactList.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { cabinets, type InvitationPage as Page } from './queries.ts'

/** Opened from the letter: what is offered, by whom, and one button. */
export function InvitationPage() {
  const { t } = useTranslation('cabinets')
  const { token = '' } = useParams()
  const problems = useProblems('cabinets')
  const page = useQuery({ queryKey: ['invitation', token], queryFn: () => cabinets.readInvitation(token), retry: false, refetchOnWindowFocus: false })
  const mayRetry = page.error instanceof Problem && (page.error.status === 0 || page.error.status >= 500)
  return (
    <PathShell>
      {page.isPending && <Skeleton shape="page" />}
      {page.error !== null && page.data === undefined && (
        <>
          <PageTitle>{t('invitation.failed')}</PageTitle>
          <FailedState what={problems.say(page.error)} safe={t('invitation.failedSafe')} onRetry={mayRetry ? () => void page.refetch() : undefined} />
          <Link className={buttonClass({ wide: true })} to={paths.documents()}>
            {t('invitation.toDocuments')}
          </Link>
        </>
      )}
      {page.data !== undefined && <Offer token={token} page={page.data} />}
    </PathShell>
  )
}

function Offer({ token, page }: { readonly token: string; readonly page: Page }) {
  const { t, i18n } = useTranslation('cabinets')
  const problems = useProblems('cabinets')
  const { date } = useFormats()
  const navigate = useNavigate()
  const { account } = useSession()
  const accept = useMutation({
    mutationFn: async () => {
      const { cabinetId } = await cabinets.accept(token)
      await cabinets.enter(cabinetId)
    },
    onSuccess: async () => {
      await refreshSession()
      await navigate(paths.documents(), { replace: true })
    },
  })
  const here = paths.invitation(token)
  return (
    <>
      <PageTitle over={t('invitation.over', { inviter: page.inviter })} windowTitle={t('invitation.window')}>
        {t('invitation.title', { company: page.company })}
      </PageTitle>
      <FactList
        facts={[
          { name: t('invitation.company'), value: page.company },
          { name: t('invitation.number'), value: <span className="num">{page.taxNumber}</span> },
          { name: t('invitation.role'), value: t(`roles.${page.role}`) },
          { name: t('invitation.means'), value: t(`roleMeans.${page.role}`) },
          { name: t('invitation.until'), value: date(page.expiresAt) },
        ]}
      />
      {accept.error !== null && (
        <Notice tone="bad" live>
          {problems.say(accept.error)}
        </Notice>
      )}
      {account === null ? (
        <>
          <Notice>{t('invitation.signInFirst')}</Notice>
          <Link className={buttonClass({ kind: 'primary', wide: true })} to={paths.signIn(here)}>
            {t('invitation.signIn')}
          </Link>
          <p className="soft">
            <Trans t={t} i18nKey="invitation.register" components={{ register: <Link to={paths.register(here)} /> }} />
          </p>
        </>
      ) : (
        <>
          <Button kind="primary" wide busy={accept.isPending} onClick={() => accept.mutate()}>
            {t('invitation.accept')}
          </Button>
          <p className="small soft">{t('invitation.as', { name: nameOf(account, i18n.language) })}</p>
        </>
      )}
    </>
  )
}
