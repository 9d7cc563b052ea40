import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import classes from './Toast.module.css'
import { IconX } from './icons.ts'
import { dismissToast, toasts, watchToasts } from './toasts.ts'

/** Where short messages appear: said aloud, never in the way, gone by themselves unless an undo is being read. */
export function ToastStack() {
  const { t } = useTranslation('ui')
  const shown = useSyncExternalStore(watchToasts, toasts)
  return (
    <div className={classes['stack']} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={classes['toast']}>
          <span>{toast.message}</span>
          {toast.undo !== undefined && (
            <Button
              kind="quiet"
              slim
              onClick={() => {
                toast.undo?.()
                dismissToast(toast.id)
              }}
            >
              {t('undo')}
            </Button>
          )}
          <Button kind="quiet" slim aria-label={t('close')} icon={<IconX aria-hidden="true" />} onClick={() => dismissToast(toast.id)} />
        </div>
      ))}
    </div>
  )
}
