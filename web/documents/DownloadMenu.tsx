import { useTranslation } from 'react-i18next'
import { buttonClass } from '../ui/buttonClass.ts'
import { IconArchive, IconFile, IconFileCheck, IconPrinter } from '../ui/icons.ts'
import { Menu } from '../ui/Menu.tsx'
import { type DocumentPage, fileAddress } from './queries.ts'

/** Legal meaning is said here, once each: what an archive is worth, and what a copy is not. */
export function DownloadMenu({ document }: { readonly document: DocumentPage }) {
  const { t, i18n } = useTranslation('documents', { keyPrefix: 'web.download' })
  const signed = document.signatures.some(({ recalledAt }) => recalledAt === null)
  const kinds = [
    { id: 'original', file: 'original', icon: IconFile },
    ...(signed && document.takesPdfSignature ? [{ id: 'signedPdf', file: 'signed-pdf', icon: IconFileCheck }] : []),
    ...(signed ? [{ id: 'archive', file: 'archive', icon: IconArchive }] : []),
    ...(signed ? [{ id: 'copy', file: `copy?language=${i18n.language}`, icon: IconPrinter }] : []),
  ]
  return (
    <Menu
      label={t('label')}
      triggerClass={buttonClass({ slim: true })}
      trigger={t('open')}
      groups={[
        {
          items: kinds.map(({ id, file, icon }) => ({
            id,
            icon,
            label: t(id),
            note: t(`${id}Note`),
            run: () => download(fileAddress(document.id, file, 'account')),
          })),
        },
      ]}
    />
  )
}

/** The browser takes it from here, however large it is. */
function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
