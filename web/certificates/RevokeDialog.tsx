import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { toast } from '../ui/toasts.ts'
import { CertificateChip } from './CertificateChip.tsx'
import { certificates, type HolderCertificate, refreshCertificates, type RevocationReason, revocationReasons } from './queries.ts'

/** Cannot be undone, so it says what follows and asks once, with the certificate before one's eyes. */
export function RevokeDialog({ certificate, onClose }: { readonly certificate: HolderCertificate; readonly onClose: () => void }) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.revoke' })
  const problems = useProblems('certificates')
  const [reason, setReason] = useState<RevocationReason>()
  const [asked, setAsked] = useState(false)
  const revoke = useMutation({
    mutationFn: (because: RevocationReason) => certificates.revoke(certificate.id, because),
    onSuccess: async () => {
      await refreshCertificates()
      toast(t('done'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`title.${certificate.place}`)}
      act={t('act')}
      keep={t('keep')}
      busy={revoke.isPending}
      error={revoke.error === null ? undefined : problems.say(revoke.error)}
      onConfirm={() => {
        setAsked(true)
        if (reason !== undefined) revoke.mutate(reason)
      }}
    >
      <div className="stack">
        <CertificateChip certificate={certificate} size="small" />
        <p>{t('consequence')}</p>
        <SelectField
          name="reason"
          label={t('reason')}
          empty={t('choose')}
          error={asked && reason === undefined ? t('missing') : undefined}
          value={reason ?? ''}
          onChange={(value) => setReason(revocationReasons.find((each) => each === value))}
          options={revocationReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        />
      </div>
    </ConfirmDialog>
  )
}
