import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'

/** A link opens once, in one browser. The new one goes to the same mailbox, so whoever found the old one gains nothing. */
export function LinkProblem({ token, code }: { readonly token: string; readonly code: string }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.link' })
  const problems = useProblems()
  const kind = code === 'link.spent' ? 'spent' : code === 'link.expired' ? 'expired' : 'unknown'
  const renew = useMutation({ mutationFn: () => api.post('/api/guest-sessions/renewals', { token }) })
  return (
    <>
      <PageTitle under={t(`${kind}.text`)}>{t(`${kind}.title`)}</PageTitle>
      {renew.isSuccess ? (
        <Notice tone="good" live title={t('sent')}>
          {t('sentText')}
        </Notice>
      ) : (
        kind !== 'unknown' && (
          <>
            {renew.error !== null && <FailedState what={problems.say(renew.error)} safe={t('safe')} />}
            <Button kind="primary" wide busy={renew.isPending} onClick={() => renew.mutate()}>
              {t('renew')}
            </Button>
            <p className="small soft">{t('renewText')}</p>
          </>
        )
      )}
      <p>
        <Link to={paths.signIn(paths.documents())}>{t('account')}</Link>
      </p>
    </>
  )
}
