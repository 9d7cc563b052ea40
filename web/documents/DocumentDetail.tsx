import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { IconArrowLeft } from '../ui/icons.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { DetailActions } from './DetailActions.tsx'
import classes from './DocumentDetail.module.css'
import { DocumentView } from './DocumentView.tsx'
import { DraftPanel } from './DraftPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { useListFollows } from './useListFollows.ts'
import { documentQuery, titleOf } from './queries.ts'
import { useDocumentFacts } from './useDocumentFacts.ts'

/** One document: its pages, who has done what, and what can be done now. */
export function DocumentDetail({ id, list }: { readonly id: string; readonly list: string | undefined }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web' })
  const problems = useProblems()
  const { data: document, error, refetch, isFetching } = useQuery(documentQuery(id, 'account'))
  const factsOf = useDocumentFacts()
  useListFollows(document)
  return (
    <article className={classes['detail']}>
      <Link to={paths.documents(list)} className={classes['back']}>
        <IconArrowLeft aria-hidden="true" />
        {t('back')}
      </Link>
      {document === undefined && error === null && <Skeleton shape="page" count={8} />}
      {document === undefined && error !== null && (
        <>
          <PageTitle>{t('detail.failed')}</PageTitle>
          <FailedState what={problems.say(error)} safe={t('detail.failedSafe')} onRetry={() => void refetch()} retrying={isFetching} />
        </>
      )}
      {document !== undefined && (
        <>
          <PageTitle under={factsOf(document)} actions={<DetailActions document={document} />}>
            {titleOf(document.name)}
          </PageTitle>
          {document.state === 'draft' ? (
            <DraftPanel document={document} />
          ) : (
            <div className={classes['split']}>
              <div className="stack">
                <DocumentView document={document} as="account" />
              </div>
              <div className={classes['side']}>
                <PeoplePanel document={document} />
              </div>
              <div className={classes['whole']}>
                <HistoryPanel document={document} />
              </div>
            </div>
          )}
        </>
      )}
    </article>
  )
}
