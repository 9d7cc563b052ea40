import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { Evidence } from '../ui/Evidence.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useFormats } from '../ui/useFormats.ts'
import classes from './HistoryPanel.module.css'
import { type DocumentPage, documents, type StatisticsRow } from './queries.ts'

/** Who did what and when, and for the sender from where (promise F7). */
export function HistoryPanel({ document }: { readonly document: DocumentPage }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web.history' })
  const problems = useProblems()
  const { exact } = useFormats()
  const [open, setOpen] = useState(false)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['document', document.id, 'statistics'],
    queryFn: ({ signal }) => documents.statistics(document.id, signal),
    enabled: open,
  })
  const rows = data?.rows.toReversed() ?? []
  return (
    <div className={`card ${classes['history']}`}>
      <Evidence title={t('title')} open={open} onToggle={setOpen}>
        {open && isPending && <Skeleton shape="lines" count={4} />}
        {error !== null && <FailedState what={problems.say(error)} safe={t('failed')} onRetry={() => void refetch()} />}
        {data !== undefined && rows.length === 0 && <p className="soft">{t('none')}</p>}
        {rows.length > 0 && (
          <DataTable<StatisticsRow & { key: string }>
            label={t('title')}
            items={rows.map((row, index) => ({ ...row, key: `${row.at} ${index}` }))}
            keyOf={({ key }) => key}
            nameOf={({ action }) => action}
            columns={[
              { id: 'when', header: t('when'), tight: true, cell: ({ at }) => <time dateTime={at}>{exact(at)}</time> },
              { id: 'what', header: t('what'), cell: ({ action }) => t(`action.${action.replace('.', '-')}`, { defaultValue: action }) },
              { id: 'who', header: t('who'), cell: ({ who }) => who || t('system') },
              ...(document.isInitiator
                ? [
                    {
                      id: 'where',
                      header: t('where'),
                      cell: ({ address, userAgent }: StatisticsRow) => (
                        <span title={userAgent}>{[address, programOf(userAgent)].filter(Boolean).join(' · ')}</span>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Evidence>
    </div>
  )
}

/** The browser's own name is enough here; the whole line is the title of the cell. */
const programOf = (userAgent: string): string => /(Firefox|Edg|OPR|Chrome|Safari)\/\d+/.exec(userAgent)?.[0]?.replace('/', ' ') ?? ''
