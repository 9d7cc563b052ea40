import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Evidence } from '../ui/Evidence.tsx'
import { DocumentView } from './DocumentView.tsx'
import classes from './DraftPanel.module.css'
import type { DocumentPage } from './queries.ts'
import { SendForm } from './SendForm.tsx'

/** A draft goes on where it was left. */
export function DraftPanel({ document }: { readonly document: DocumentPage }) {
  const [open, setOpen] = useState(false)
  const { t } = useTranslation('documents', { keyPrefix: 'web.send' })
  return (
    <div className="stack loose">
      <div className={`card ${classes['look']}`}>
        <Evidence title={t('look')} open={open} onToggle={setOpen}>
          {open && <DocumentView document={document} as="account" />}
        </Evidence>
      </div>
      <SendForm ids={[document.id]} document={document} onDone={() => undefined} />
    </div>
  )
}
