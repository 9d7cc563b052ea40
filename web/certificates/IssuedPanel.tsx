import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CertificateChip } from './CertificateChip.tsx'
import { KeyFileCard } from './KeyFileCard.tsx'
import type { KeyFile } from './makeKeys.ts'
import { certificatesQuery, keyMakingQuery } from './queries.ts'

/** Working keys: the file, on the page that made it and only there; the certificates; what to do now. */
export function IssuedPanel({ applicationId, file }: { readonly applicationId: string; readonly file?: KeyFile | undefined }) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.issued' })
  const problems = useProblems('certificates')
  const list = useQuery({ ...certificatesQuery, refetchInterval: ({ state }) => (state.data?.some(isOwn) === true ? false : 2_000) })
  const making = useQuery(keyMakingQuery(applicationId))
  const keys = new Set(making.data?.keys.map(({ id }) => id))
  function isOwn({ keyId }: { readonly keyId: string }): boolean {
    return keys.has(keyId)
  }
  const own = list.data?.filter(isOwn) ?? []
  return (
    <div className="stack loose">
      <PageTitle under={t('under')}>{t('title')}</PageTitle>
      {making.data?.wanted.includes('file') !== false && <KeyFileCard file={file} />}
      <section className="stack close">
        <h2>{t('certificates')}</h2>
        {list.error !== null && list.data === undefined && (
          <FailedState what={problems.say(list.error)} onRetry={() => void list.refetch()} retrying={list.isFetching} />
        )}
        {own.length === 0 && list.error === null && <Skeleton shape="lines" count={2} />}
        {own.map((certificate) => (
          <div key={certificate.id} className="card padded">
            <CertificateChip certificate={certificate} />
          </div>
        ))}
      </section>
      <section className="stack close">
        <h2>{t('now')}</h2>
        <p className="soft">{t('nowText')}</p>
      </section>
      <div className="stack">
        <Link className={buttonClass({ kind: file === undefined ? 'primary' : 'default', wide: true })} to={paths.certificates()}>
          {t('toCertificates')}
        </Link>
      </div>
    </div>
  )
}
