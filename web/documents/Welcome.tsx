import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { cloudKeysQuery } from '../keys/cloudKeys.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import type { ListFilter } from './queries.ts'
import { useOpenCount } from './useOpenCount.ts'

/** Nothing is chosen: what this place is for, or where to look. */
export function Welcome({ filter }: { readonly filter: ListFilter }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web' })
  const any = useOpenCount('all')
  const keys = useQuery(cloudKeysQuery)
  if (any === undefined) return null
  const first = any.count === 0 && filter === 'all'
  return (
    <EmptyState
      title={t(first ? 'welcome.title' : 'welcome.chooseTitle')}
      action={
        <>
          <Link className={buttonClass({ kind: first ? 'primary' : 'default' })} to={paths.newDocument()}>
            {t('new')}
          </Link>
          {first && keys.data?.length === 0 && (
            <Link className={buttonClass()} to={paths.getCertificate()}>
              {t('welcome.get')}
            </Link>
          )}
        </>
      }
    >
      {t(first ? 'welcome.text' : 'welcome.choose')}
    </EmptyState>
  )
}
