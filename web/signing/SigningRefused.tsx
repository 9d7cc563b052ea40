import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import type { DocumentPage, Participant } from '../documents/queries.ts'
import { Notice } from '../ui/Notice.tsx'

const known = new Set([
  'document-not-open',
  'not-a-participant',
  'not-your-role',
  'not-your-turn',
  'already-done',
  'email-not-confirmed',
  'certificate-not-yet-valid',
  'certificate-expired',
  'certificate-revoked',
  'certificate-not-for-signing',
  'issuer-not-accepted',
  'status-unknown',
  'tax-number-differs',
])
const needCertificate = new Set(['certificate-expired', 'certificate-revoked', 'issuer-not-accepted'])

type SigningRefusedProps = { readonly reasons: readonly string[]; readonly document: DocumentPage; readonly me: Participant }

/** Every reason at once, and what to do: nobody mends one only to meet the next. */
export function SigningRefused({ reasons, document, me }: SigningRefusedProps) {
  const { t } = useTranslation('signing')
  return (
    <Notice tone="bad" live title={t('web.refused.title')}>
      {reasons.map((reason) => (
        <p key={reason}>
          {known.has(reason) ? t(`faults.${reason}`) : t('web.refused.unknown', { reason })}
          {reason === 'tax-number-differs' && ` ${t('web.refused.number', { number: me.taxNumber ?? '', initiator: document.initiator.name })}`}
        </p>
      ))}
      {reasons.some((reason) => needCertificate.has(reason)) && (
        <p>
          <Link to={paths.getCertificate()} target="_blank">
            {t('web.refused.get')}
          </Link>
        </p>
      )}
    </Notice>
  )
}
