import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DeclineDialog } from '../documents/DeclineDialog.tsx'
import type { As, DocumentPage } from '../documents/queries.ts'
import { Button } from '../ui/Button.tsx'
import classes from './DeclineButton.module.css'

export function DeclineButton({ document, as }: { readonly document: DocumentPage; readonly as: As }) {
  const { t } = useTranslation('documents', { keyPrefix: 'web.decline' })
  const [open, setOpen] = useState(false)
  return (
    <div className={classes['decline']}>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <DeclineDialog document={document} as={as} open={open} onClose={() => setOpen(false)} />
    </div>
  )
}
