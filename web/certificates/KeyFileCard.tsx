import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { CheckField } from '../ui/CheckField.tsx'
import { IconDownload } from '../ui/icons.ts'
import { Notice } from '../ui/Notice.tsx'
import { useFormats } from '../ui/useFormats.ts'
import type { KeyFile } from './makeKeys.ts'
import { saveFile } from './saveFile.ts'
import { useLeaveGuard } from './useLeaveGuard.ts'

/** The file downloads by itself once; again by the button, while this page is open. */
export function KeyFileCard({ file }: { readonly file: KeyFile | undefined }) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.file' })
  const { bytes } = useFormats()
  const [kept, setKept] = useState(false)
  const save = () => file !== undefined && saveFile(file.name, file.bytes, 'application/x-pkcs12')
  const saveOnce = useEffectEvent(save)
  useEffect(() => void saveOnce(), [])
  useLeaveGuard(file !== undefined && !kept)
  if (file === undefined) return <Notice title={t('gone')}>{t('goneText')}</Notice>
  return (
    <section className="card padded stack" aria-label={t('title')}>
      <div className="stack close">
        <h2>{t('title')}</h2>
        <p>
          <code>{file.name}</code> <span className="soft small num">{bytes(file.bytes.length)}</span>
        </p>
        <p className="soft">{t('text')}</p>
      </div>
      <Button kind="primary" wide icon={<IconDownload aria-hidden="true" />} onClick={save}>
        {t('again')}
      </Button>
      <CheckField name="kept" checked={kept} onChange={setKept} label={t('kept')} />
    </section>
  )
}
