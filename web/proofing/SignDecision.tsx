import { digest } from '@countersign/engine/algorithms'
import { fromBase64, toHex } from '@countersign/engine/bytes'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CertificateChip } from '../certificates/CertificateChip.tsx'
import { certificates, certificatesQuery } from '../certificates/queries.ts'
import { sealPin } from '../certificates/sealPin.ts'
import { useKeyProblem } from '../certificates/useKeyProblem.ts'
import { Problem } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Evidence } from '../ui/Evidence.tsx'
import { Fingerprint } from '../ui/Fingerprint.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PinField } from '../ui/PinField.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import classes from './Dossier.module.css'
import { type DecisionDraft, staff } from './staffQueries.ts'

type SignDecisionProps = { readonly id: string; readonly draft: DecisionDraft; readonly onApproved: () => void }

/** The decision as it will be signed, with whose key, and the PIN: sealed here, for these bytes and no others. */
export function SignDecision({ id, draft, onApproved }: SignDecisionProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.decision' })
  const say = useKeyProblem()
  const own = useQuery(certificatesQuery)
  const [pin, setPin] = useState('')
  const [missing, setMissing] = useState(false)
  const bytes = useMemo(() => fromBase64(draft.bytes), [draft.bytes])
  const certificate = own.data?.find(({ place, state }) => place === 'cloud' && (state === 'good' || state === 'expiring'))
  const approve = useMutation({
    mutationFn: async () => {
      if (certificate === undefined) return
      const challenge = await certificates.challengeForSigning(certificate.keyId)
      const sealedSecret = await sealPin(pin, challenge, 'sign', [bytes])
      await staff.approve(id, {
        decision: draft.decision,
        keyId: challenge.keyId,
        verifierSha256: certificate.sha256,
        challenge: challenge.challenge,
        sealedSecret,
      })
    },
    onSuccess: onApproved,
    onError: () => setPin(''),
  })
  const { error } = approve
  const wrong = missing ? t('pinMissing') : error instanceof Problem && error.code === 'key.wrong-secret' ? say(error) : undefined
  if (own.isPending) return <Skeleton shape="lines" />
  if (certificate === undefined) return <Notice tone="wait">{t('noKey')}</Notice>
  return (
    <form
      className="card padded stack"
      noValidate
      autoComplete="off"
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(pin === '')
        if (pin !== '') approve.mutate()
      }}
    >
      <div className="stack close">
        <h2>{t('title')}</h2>
        <p className="soft">{t('text')}</p>
      </div>
      <Evidence title={t('bytes')} state={<span className="small soft">{t('bytesNote')}</span>}>
        <div className="stack close">
          <pre className={classes['signed']} tabIndex={0}>
            {new TextDecoder().decode(bytes)}
          </pre>
          <span className="small">
            {t('fingerprint')} <Fingerprint hex={toHex(digest('sha256', bytes))} />
          </span>
        </div>
      </Evidence>
      <CertificateChip certificate={certificate} />
      <ErrorSummary errors={wrong === undefined ? {} : { pin: wrong }} message={error !== null && wrong === undefined ? say(error) : undefined} />
      <PinField
        name="pin"
        kind="secret"
        label={t('pin')}
        hint={t('pinHint')}
        error={wrong}
        value={pin}
        onChange={(typed) => {
          setPin(typed)
          setMissing(false)
        }}
      />
      <div>
        <Button kind="primary" type="submit" busy={approve.isPending}>
          {t('act')}
        </Button>
      </div>
    </form>
  )
}
