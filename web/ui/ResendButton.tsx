import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { useCountdown } from './useCountdown.ts'

type ResendButtonProps = {
  /** "Send the code again" */
  readonly children: ReactNode
  readonly onResend: () => void
  /** When another may be asked for. */
  readonly availableAt: Date | undefined
  readonly busy?: boolean
  /** "Look in the spam folder" and other help, shown below. */
  readonly help?: ReactNode
}

export function ResendButton({ children, onResend, availableAt, busy = false, help }: ResendButtonProps) {
  const { t } = useTranslation('ui')
  const seconds = useCountdown(availableAt)
  return (
    <div className="stack close">
      <div className="row">
        <Button slim busy={busy} disabled={seconds > 0} onClick={onResend}>
          {children}
        </Button>
        {seconds > 0 && (
          <span className="small soft num">{t('resend.in', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` })}</span>
        )}
      </div>
      <span className="heard" role="status">
        {seconds === 0 ? t('resend.ready') : ''}
      </span>
      {help !== undefined && <p className="small soft">{help}</p>}
    </div>
  )
}
