import { fromBase64 } from '@countersign/engine/bytes'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { CertificateChip, CertificateStateWord } from './CertificateChip.tsx'
import classes from './CertificateTable.module.css'
import { holderOf } from './holder.ts'
import { spokenSerial } from './order.ts'
import type { HolderCertificate } from './queries.ts'
import { saveFile } from './saveFile.ts'

type CertificateTableProps = { readonly certificates: readonly HolderCertificate[]; readonly onRevoke: (certificate: HolderCertificate) => void }

export function CertificateTable({ certificates, onRevoke }: CertificateTableProps) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web' })
  const { date, relative } = useFormats()
  const nameOf = (each: HolderCertificate) => `${holderOf(each).name}, ${t(`place.${each.place}`)}`
  const columns: readonly Column<HolderCertificate>[] = [
    { id: 'holder', header: t('column.holder'), cell: (each) => <CertificateChip certificate={each} size="small" plain /> },
    { id: 'place', header: t('column.place'), cell: (each) => t(`place.${each.place}`) },
    {
      id: 'validity',
      header: t('column.validity'),
      tight: true,
      cell: (each) => (
        <>
          {date(each.notAfter)}
          <span className={classes['under']}>
            {each.state === 'expiring' || each.state === 'expired' ? relative(each.notAfter, new Date()) : t('from', { date: date(each.notBefore) })}
          </span>
        </>
      ),
    },
    { id: 'serial', header: t('column.serial'), cell: (each) => <code className={classes['serial']}>{spokenSerial(each.serialNumber)}</code> },
    { id: 'state', header: t('column.state'), tight: true, cell: (each) => <CertificateStateWord state={each.state} /> },
    {
      id: 'acts',
      header: <span className="heard">{t('column.acts')}</span>,
      align: 'end',
      cell: (each) => (
        <span className={classes['acts']}>
          <Button slim data-row onClick={() => saveFile(`${each.serialNumber}.cer`, fromBase64(each.chain[0] ?? ''), 'application/pkix-cert')}>
            {t('download')}
            <span className="heard"> {nameOf(each)}</span>
          </Button>
          {each.state !== 'revoked' && each.state !== 'expired' && (
            <Button slim onClick={() => onRevoke(each)}>
              {t('revoke.open')}
              <span className="heard"> {nameOf(each)}</span>
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <DataTable
      label={t('title')}
      items={certificates}
      keyOf={(each) => each.id}
      nameOf={nameOf}
      columns={columns}
      toneOf={(each) => (each.state === 'revoked' || each.state === 'expired' ? 'muted' : undefined)}
    />
  )
}
