import { useTranslation } from 'react-i18next'
import type { Verdict } from '../ui/Seal.tsx'
import { SealChip } from '../ui/SealChip.tsx'
import { StateWord, type StateMark, type StateTone } from '../ui/StateWord.tsx'
import { useFormats } from '../ui/useFormats.ts'
import type { CertificateState, HolderCertificate } from './queries.ts'
import { holderOf } from './holder.ts'

const looks: Readonly<Record<CertificateState, { readonly tone: StateTone; readonly mark: StateMark; readonly verdict: Verdict }>> = {
  good: { tone: 'good', mark: 'full', verdict: 'good' },
  expiring: { tone: 'wait', mark: 'clock', verdict: 'wait' },
  expired: { tone: 'calm', mark: 'cross', verdict: 'bad' },
  revoked: { tone: 'bad', mark: 'cross', verdict: 'bad' },
  'not-yet-valid': { tone: 'calm', mark: 'open', verdict: 'wait' },
}

export function CertificateStateWord({ state }: { readonly state: CertificateState }) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.state' })
  return (
    <StateWord tone={looks[state].tone} mark={looks[state].mark}>
      {t(state)}
    </StateWord>
  )
}

/** Who the certificate names and where its key lives, with the seal that only it has. */
export function CertificateChip({
  certificate,
  size = 'middle',
  plain = false,
}: {
  readonly certificate: HolderCertificate
  readonly size?: 'small' | 'middle'
  readonly plain?: boolean
}) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web' })
  const { date } = useFormats()
  const { name, detail } = holderOf(certificate)
  return (
    <SealChip
      fingerprint={certificate.sha256}
      verdict={looks[certificate.state].verdict}
      size={size}
      name={name}
      detail={plain ? detail : [detail, t(`place.${certificate.place}`), t('until', { date: date(certificate.notAfter) })].filter(Boolean).join(' · ')}
      {...(!plain && { state: <CertificateStateWord state={certificate.state} /> })}
    />
  )
}
