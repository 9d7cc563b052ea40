import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api } from '../app/api.ts'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { FactList } from '../ui/FactList.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { Fingerprint } from '../ui/Fingerprint.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { SealChip } from '../ui/SealChip.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { useFormats } from '../ui/useFormats.ts'
import type { DocumentState } from './queries.ts'

type PublicVerdict = {
  readonly state: DocumentState
  readonly sha256: string
  readonly signatures: readonly {
    readonly name: string
    readonly organisation: string | null
    readonly certificateSha256: string
    readonly signedAt: string
    readonly timestampedAt: string | null
    readonly level: string
  }[]
}

/** What the code on a paper copy leads to: who signed and when. No contents, no numbers, no addresses. */
export function VerdictPage() {
  const { t } = useTranslation('documents', { keyPrefix: 'web.verdict' })
  const problems = useProblems()
  const { id = '' } = useParams()
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['public-verdict', id],
    queryFn: ({ signal }) => api.get<PublicVerdict>(`/api/verdicts/${encodeURIComponent(id)}`, { signal }),
    retry: false,
  })
  const missing = error instanceof Problem && error.status >= 400 && error.status < 500
  return (
    <PathShell>
      <PageTitle under={missing ? t('missingText') : t('under')}>{t(missing ? 'missing' : 'title')}</PageTitle>
      {data === undefined && error === null && <Skeleton count={4} />}
      {error !== null && !missing && <FailedState what={problems.say(error)} onRetry={() => void refetch()} retrying={isFetching} />}
      {data !== undefined && <Verdict verdict={data} />}
      <div>
        <Link className={buttonClass()} to={paths.verify()}>
          {t('verify')}
        </Link>
      </div>
    </PathShell>
  )
}

function Verdict({ verdict: { state, sha256, signatures } }: { readonly verdict: PublicVerdict }) {
  const { t } = useTranslation('documents')
  const { exact } = useFormats()
  return (
    <>
      <section className="card padded stack loose">
        {signatures.map(({ name, organisation, certificateSha256, signedAt, timestampedAt, level }) => (
          <SealChip
            key={certificateSha256 + signedAt}
            fingerprint={certificateSha256}
            verdict={level === 'LT' ? 'good' : 'wait'}
            name={organisation ?? name}
            detail={[organisation === null ? undefined : name, timestampedAt === null ? undefined : t('web.verdict.stamped', { at: exact(timestampedAt) })]
              .filter((part) => part !== undefined)
              .join(' · ')}
            state={<StateWord tone="good">{t('web.verdict.signed', { at: exact(signedAt) })}</StateWord>}
          />
        ))}
      </section>
      <FactList
        facts={[
          { name: t('web.verdict.state'), value: t(`states.document.${state}`) },
          { name: t('web.verdict.fingerprint'), value: <Fingerprint hex={sha256} whole /> },
        ]}
      />
      <Notice>{t('web.verdict.proof')}</Notice>
    </>
  )
}
