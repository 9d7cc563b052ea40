import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { DeskShell } from '../app/DeskShell.tsx'
import { paths } from '../app/paths.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { FilePick } from '../ui/FilePick.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import classes from './NewDocumentPage.module.css'
import { SendForm } from './SendForm.tsx'
import { useUploads } from './useUploads.ts'

/** Files first; who takes part appears when one has arrived. */
export function NewDocumentPage() {
  const { t } = useTranslation('documents', { keyPrefix: 'web.upload' })
  const navigate = useNavigate()
  const { account, cabinet } = useSession()
  const { files, add, remove, retry } = useUploads(cabinet?.id)
  const ids = files.flatMap(({ documentId }) => (documentId === undefined ? [] : [documentId]))
  const failed = files.filter(({ error }) => error !== undefined)
  return (
    <DeskShell>
      <div className={classes['page']}>
        <PageTitle under={t('under')}>{t('title')}</PageTitle>
        {account?.confirmed === false && <Notice tone="wait">{t('unconfirmed')}</Notice>}
        <FilePick name="files" label={t('files')} hint={t('filesHint')} many camera="environment" picked={files} onPick={add} onRemove={remove} />
        {failed.length > 0 && (
          <div className="row">
            {failed.map(({ id, name }) => (
              <Button key={id} slim onClick={() => retry(id)}>
                {t('again', { name })}
              </Button>
            ))}
          </div>
        )}
        <p className={ids.length > 0 ? 'heard' : 'soft'} role="status">
          {ids.length > 0 ? t('arrived', { count: ids.length }) : t('waiting')}
        </p>
        {ids.length > 0 && (
          <SendForm ids={ids} onDone={(sent) => void navigate(sent.length === 1 ? paths.document(sent[0] ?? '') : paths.documents(), { replace: true })} />
        )}
      </div>
    </DeskShell>
  )
}
