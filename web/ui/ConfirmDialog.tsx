import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Notice } from './Notice.tsx'

type ConfirmDialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  /** The question with its noun: "Revoke the certificate of Kovalenko Olena?" */
  readonly title: ReactNode
  /** What follows, and that it cannot be undone. */
  readonly children?: ReactNode
  /** The noun once more: "Revoke the certificate". Never "OK". */
  readonly act: ReactNode
  readonly onConfirm: () => void
  readonly keep?: ReactNode
  readonly busy?: boolean
  readonly danger?: boolean
  readonly error?: ReactNode
}

/** Only before what cannot be undone; what can be undone has an undo instead. */
export function ConfirmDialog({ open, onClose, title, children, act, onConfirm, keep, busy = false, danger = true, error }: ConfirmDialogProps) {
  const { t } = useTranslation('ui')
  return (
    <Dialog
      open={open}
      onClose={busy ? () => undefined : onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {keep ?? t('cancel')}
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {act}
          </Button>
        </>
      }
    >
      {children}
      {error !== undefined && error !== null && (
        <Notice tone="bad" live>
          {error}
        </Notice>
      )}
    </Dialog>
  )
}
