import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Dialog.module.css'

const looks = {
  inner: classes['inner'] ?? '',
  overlay: classes['veil'] ?? '',
  content: classes['content'] ?? '',
  header: classes['header'] ?? '',
  title: classes['title'] ?? '',
  body: classes['body'] ?? '',
}

type DialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly titleHidden?: boolean
  /** Buttons; the act last in reading, first on the phone. */
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** A question that must be answered before going on. On a phone it stands at the lower edge, where the thumb is. */
export function Dialog({ open, onClose, title, titleHidden = false, actions, children }: DialogProps) {
  const { t } = useTranslation('ui')
  return (
    <Modal.Root opened={open} onClose={onClose} size={520} centered={!titleHidden} classNames={looks}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header className={titleHidden ? 'heard' : ''}>
          <Modal.Title>{title}</Modal.Title>
          {!titleHidden && <Modal.CloseButton aria-label={t('close')} size={44} iconSize={20} />}
        </Modal.Header>
        <Modal.Body>
          {children}
          {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
