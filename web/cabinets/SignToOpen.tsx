import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Problem, useProblems } from '../app/problems.ts'
import type { Cabinet } from '../app/session.ts'
import type { OpenedKey } from '../keys/openKeys.ts'
import { Button } from '../ui/Button.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { FactList } from '../ui/FactList.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SealChip } from '../ui/SealChip.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { cabinetOf, signText } from './companyKey.ts'
import { cabinets, type Holder } from './queries.ts'
import classes from './SignToOpen.module.css'

type SignToOpenProps = { readonly holder: Holder; readonly openedKey: OpenedKey; readonly onOther: () => void; readonly onOpened: (cabinet: Cabinet) => void }

/** What will be signed, with what, and what follows; then one button. */
export function SignToOpen({ holder, openedKey, onOther, onOpened }: SignToOpenProps) {
  const { t } = useTranslation('cabinets')
  const problems = useProblems('cabinets')
  const { date } = useFormats()
  const company = cabinetOf(openedKey, holder)
  const challenge = useQuery({
    queryKey: ['company-challenge', holder],
    queryFn: () => cabinets.challenge(holder),
    staleTime: 1_800_000,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    enabled: company !== undefined,
  })
  const sign = useMutation({
    mutationFn: async ({ id, text }: { readonly id: string; readonly text: string }) => cabinets.open(id, await signText(openedKey, text)),
    onSuccess: onOpened,
    onError: (error) => {
      if (error instanceof Problem && error.code.startsWith('challenge.')) void challenge.refetch()
    },
  })
  const { certificate } = openedKey
  return (
    <>
      <section className="card padded stack">
        <SealChip
          fingerprint={certificate.sha256}
          // Nobody has judged it yet: the server does, when it is used.
          verdict="wait"
          name={openedKey.company ?? openedKey.person}
          detail={openedKey.company === undefined ? openedKey.personalNumber : openedKey.person}
          state={
            openedKey.expired ? (
              <StateWord tone="bad">{t('sign.expired', { date: date(certificate.notAfter) })}</StateWord>
            ) : (
              <StateWord tone="calm" mark="full">
                {t('sign.until', { date: date(certificate.notAfter) })}
              </StateWord>
            )
          }
        />
        <div>
          <Button slim onClick={onOther}>
            {t('sign.other')}
          </Button>
        </div>
      </section>
      {company === undefined ? (
        <Notice tone="bad" live title={t(holder === 'legal-entity' ? 'problems.certificate.no-company' : 'problems.certificate.no-number')}>
          {t('sign.otherText')}
        </Notice>
      ) : (
        <>
          <FactList
            facts={[
              { name: t('sign.opens'), value: company.name },
              { name: t('invitation.number'), value: <span className="num">{company.number}</span> },
              { name: t('sign.you'), value: t('roles.owner') },
            ]}
          />
          {challenge.isPending && <Skeleton count={5} />}
          {challenge.error !== null && (
            <FailedState what={problems.say(challenge.error)} safe={t('sign.safe')} onRetry={() => void challenge.refetch()} retrying={challenge.isFetching} />
          )}
          {challenge.data !== undefined && (
            <>
              <details>
                <summary>{t('sign.text')}</summary>
                <p className={classes['text']} lang="en">
                  {challenge.data.text}
                </p>
              </details>
              {sign.error !== null && <FailedState what={problems.say(sign.error)} safe={t('sign.safe')} />}
              <Button kind="primary" wide busy={sign.isPending} onClick={() => sign.mutate(challenge.data)}>
                {t('sign.act', { company: company.name })}
              </Button>
              <p className="small soft">{t('sign.consequence')}</p>
            </>
          )}
        </>
      )}
    </>
  )
}
