import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DeskShell } from '../app/DeskShell.tsx'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { auditQuery, verifyAudit, type AuditEntry, type AuditVerdict } from './queries.ts'

/** The append-only log, newest first, and whether its chain holds. */
export function AuditPage() {
  const { t } = useTranslation('operator')
  const problems = useProblems('operator')
  const log = useInfiniteQuery(auditQuery)
  const check = useMutation({ mutationFn: verifyAudit })
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <DeskShell>
      <div className="stack loose">
        <PageTitle
          under={t('audit.under')}
          actions={
            <Button kind="primary" busy={check.isPending} onClick={() => check.mutate()}>
              {t('audit.check')}
            </Button>
          }
        >
          {t('audit.title')}
        </PageTitle>
        {check.data !== undefined && <Verdict verdict={check.data} />}
        {check.isError && (
          <Notice tone="bad" live>
            {problems.say(check.error)}
          </Notice>
        )}
        {log.isPending && <Skeleton shape="rows" count={8} />}
        {log.isError && <FailedState what={problems.say(log.error)} onRetry={() => void log.refetch()} retrying={log.isFetching} />}
        {entries.length > 0 && <Entries entries={entries} />}
        {log.hasNextPage && (
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('audit.older')}
          </Button>
        )}
      </div>
    </DeskShell>
  )
}

function Verdict({ verdict }: { readonly verdict: AuditVerdict }) {
  const { t } = useTranslation('operator')
  return verdict.intact ? (
    <Notice tone="good" live title={t('audit.intact', { count: verdict.entries })}>
      {t('audit.head')} <code className="num">{verdict.head.slice(0, 16)}…</code>
    </Notice>
  ) : (
    <Notice tone="bad" live title={t('audit.broken', { number: verdict.brokenAt })}>
      {t(`audit.because.${verdict.because}`)}
    </Notice>
  )
}

function Entries({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { t } = useTranslation('operator')
  const { dateTime } = useFormats()
  const columns: readonly Column<AuditEntry>[] = [
    { id: 'number', header: t('audit.number'), tight: true, cell: ({ number }) => number },
    { id: 'at', header: t('audit.at'), tight: true, cell: ({ at }) => dateTime(at) },
    { id: 'action', header: t('audit.action'), cell: ({ action }) => action },
    { id: 'actor', header: t('audit.actor'), cell: ({ actor }) => `${t(`audit.kind.${actor.kind}`)} ${actor.id.slice(0, 8)}` },
    { id: 'subject', header: t('audit.subject'), cell: ({ subject }) => <code className="num small">{subject.slice(0, 13)}</code> },
  ]
  return (
    <DataTable
      label={t('audit.title')}
      columns={columns}
      items={entries}
      keyOf={({ number }) => String(number)}
      nameOf={({ number, action }) => `${number} ${action}`}
    />
  )
}
