import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { DeskShell } from '../app/DeskShell.tsx'
import { useSession } from '../app/session.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Dossier } from './Dossier.tsx'
import { ProofingList } from './ProofingList.tsx'
import { decisionsQuery, reviewsQuery } from './staffQueries.ts'

/** The identification desk: who waits, and one dossier beside it. Agents check, verifiers decide; never the same person over one application. */
export function ProofingPage() {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.desk' })
  const { id } = useParams()
  const session = useSession()
  const [agent, verifier] = [session.has('agent'), session.has('verifier')]
  const reviews = useQuery({ ...reviewsQuery, enabled: agent })
  const decisions = useQuery({ ...decisionsQuery, enabled: verifier })
  const waiting = (agent ? (reviews.data?.length ?? 0) : 0) + (verifier ? (decisions.data?.length ?? 0) : 0)
  if (session.account !== null && !agent && !verifier)
    return (
      <DeskShell>
        <PageTitle>{t('title')}</PageTitle>
        <EmptyState title={t('closed.title')}>{t('closed.text')}</EmptyState>
      </DeskShell>
    )
  return (
    <DeskShell
      counts={{ proofing: waiting === 0 ? undefined : waiting }}
      listLabel={t('title')}
      chosen={id !== undefined}
      list={<ProofingList here={id} agent={agent} verifier={verifier} reviews={reviews} decisions={decisions} />}
    >
      {id === undefined ? (
        <EmptyState title={t('choose.title')}>{t('choose.text')}</EmptyState>
      ) : (
        <Dossier key={id} id={id} agent={agent} verifier={verifier} />
      )}
    </DeskShell>
  )
}
