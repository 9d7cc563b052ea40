import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

type FailedStateProps = {
  /** What happened: "The time-stamp service did not answer." */
  readonly what: ReactNode
  /** What is safe: "Your signature is kept and will be completed within minutes." */
  readonly safe?: ReactNode
  readonly onRetry?: (() => void) | undefined
  readonly retrying?: boolean
  readonly action?: ReactNode
  /** A number to tell support. */
  readonly reference?: string | undefined
}

export function FailedState({ what, safe, onRetry, retrying = false, action, reference }: FailedStateProps) {
  const { t } = useTranslation('ui')
  return (
    <Notice
      tone="bad"
      live
      title={what}
      action={
        onRetry !== undefined || action !== undefined ? (
          <>
            {onRetry !== undefined && (
              <Button slim busy={retrying} onClick={onRetry}>
                {t('retry')}
              </Button>
            )}
            {action}
          </>
        ) : undefined
      }
    >
      {safe !== undefined && <p>{safe}</p>}
      {reference !== undefined && <p className="small soft">{t('reference', { reference })}</p>}
    </Notice>
  )
}
