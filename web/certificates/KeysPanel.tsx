import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { IssuedPanel } from './IssuedPanel.tsx'
import { MakingPanel } from './MakingPanel.tsx'
import type { Secrets } from './makeKeys.ts'
import { PasswordStep } from './PasswordStep.tsx'
import { PinStep } from './PinStep.tsx'
import { keyMakingQuery } from './queries.ts'

/** From the signed agreement to working keys: PIN, password, making, file (promises D7, D8). One thing a page; secrets live in this component only. */
export function KeysPanel({ applicationId }: { readonly applicationId: string }) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.making' })
  const problems = useProblems('certificates')
  const making = useQuery(keyMakingQuery(applicationId))
  const [pin, setPin] = useState<string>()
  const [secrets, setSecrets] = useState<Secrets>()
  const { data, error } = making
  if (secrets !== undefined) {
    // A PIN that the vault did not take is asked for anew; the password stays.
    return <MakingPanel applicationId={applicationId} secrets={secrets} onOtherPin={(next) => setSecrets({ ...secrets, pin: next })} />
  }
  if (data === undefined)
    return error === null ? (
      <Skeleton shape="page" />
    ) : (
      <>
        <PageTitle>{t('pin.title')}</PageTitle>
        <FailedState what={problems.say(error)} safe={t('failedSafe')} onRetry={() => void making.refetch()} retrying={making.isFetching} />
      </>
    )
  if (data.next === null) return <IssuedPanel applicationId={applicationId} />
  if (!('subtle' in crypto))
    return (
      <>
        <PageTitle>{t('pin.title')}</PageTitle>
        <Notice tone="wait">{t('insecure')}</Notice>
      </>
    )
  if (pin === undefined) return <PinStep fresh={data.next === 'cloud'} onDone={setPin} />
  return <PasswordStep pin={pin} onDone={(password) => setSecrets({ pin, password })} onBack={() => setPin(undefined)} />
}
