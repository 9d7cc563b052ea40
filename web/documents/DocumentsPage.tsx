import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { DeskShell } from '../app/DeskShell.tsx'
import { paths } from '../app/paths.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { DocumentDetail } from './DocumentDetail.tsx'
import { DocumentList } from './DocumentList.tsx'
import { type ListFilter, listFilters } from './queries.ts'
import { useListKeys } from './useListKeys.ts'
import { useOpenCount } from './useOpenCount.ts'
import { Welcome } from './Welcome.tsx'

/** Places, list, detail: what is asked of me, what I wait for, and one document beside it. */
export function DocumentsPage() {
  const { t } = useTranslation('documents', { keyPrefix: 'web' })
  const { id } = useParams()
  const [search] = useSearchParams()
  const list = listFilters.find((filter) => filter === search.get('list')) ?? 'all'
  const needsMe = useOpenCount('needs-me')
  useListKeys()
  return (
    <DeskShell
      counts={{ documents: needsMe?.exact === true && needsMe.count > 0 ? needsMe.count : undefined }}
      act={
        <Link className={buttonClass({ kind: 'primary', wide: true })} to={paths.newDocument()}>
          {t('new')}
        </Link>
      }
      listLabel={t('title')}
      list={<DocumentList filter={list} openId={id} />}
      chosen={id !== undefined}
    >
      {id === undefined ? <Welcome filter={list} /> : <DocumentDetail key={id} id={id} list={listName(list)} />}
    </DeskShell>
  )
}

const listName = (filter: ListFilter): string | undefined => (filter === 'all' ? undefined : filter)
