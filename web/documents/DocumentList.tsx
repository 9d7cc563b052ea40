import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { FilterPills } from '../ui/FilterPills.tsx'
import { RowList } from '../ui/RowList.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import classes from './DocumentList.module.css'
import { DocumentRow } from './DocumentRow.tsx'
import { documents, type ListFilter, listFilters } from './queries.ts'
import { useOpenCount } from './useOpenCount.ts'

/** Last changed first, a page at a time. */
export function DocumentList({ filter, openId }: { readonly filter: ListFilter; readonly openId: string | undefined }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web' })
  const problems = useProblems()
  const navigate = useNavigate()
  const { cabinet } = useSession()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 250)
  const counts = { 'needs-me': useOpenCount('needs-me'), waiting: useOpenCount('waiting') }
  const list = useInfiniteQuery({
    queryKey: ['documents', 'list', filter, cabinet?.id, search],
    queryFn: ({ pageParam, signal }) =>
      documents.list(
        { filter, ...(cabinet !== undefined && { cabinetId: cabinet.id }), ...(search !== '' && { search }), ...(pageParam !== '' && { after: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    refetchInterval: 20_000,
  })
  const rows = list.data?.pages.flatMap((page) => page.documents) ?? []
  const countOf = (value: ListFilter) => {
    const found = value === 'needs-me' || value === 'waiting' ? counts[value] : undefined
    return found?.exact === true && found.count > 0 ? found.count : undefined
  }
  const named = filter === 'all' ? undefined : filter
  return (
    <>
      <SearchField label={t('list.search')} value={text} onChange={setText} />
      <FilterPills
        label={t('list.label')}
        value={filter}
        onChange={(value) => void navigate(paths.documents(value === 'all' ? undefined : value))}
        pills={listFilters.map((value) => ({ value, label: t(`list.filter.${value}`), count: countOf(value) }))}
      />
      {list.isPending && <Skeleton shape="rows" />}
      {list.error !== null && (
        <div className={classes['note']}>
          <FailedState what={problems.say(list.error)} safe={t('list.failedSafe')} onRetry={() => void list.refetch()} retrying={list.isFetching} />
        </div>
      )}
      {rows.length > 0 && (
        <RowList label={t('title')}>
          {rows.map((document) => (
            <DocumentRow key={document.id} document={document} list={named} here={document.id === openId} />
          ))}
        </RowList>
      )}
      {list.isSuccess && rows.length === 0 && (
        <div className={classes['note']}>
          <p className="soft">{search === '' ? t(`list.empty.${filter}`) : t('list.notFound', { text: search })}</p>
          {search === '' && filter === 'all' && (
            <Link className={`${buttonClass()} ${classes['phone']}`} to={paths.newDocument()}>
              {t('new')}
            </Link>
          )}
        </div>
      )}
      {list.hasNextPage && (
        <div className={classes['note']}>
          <Button wide busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </>
  )
}
