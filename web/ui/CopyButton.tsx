import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { IconCheck, IconCopy } from './icons.ts'

export function CopyButton({ text, children, slim = true }: { readonly text: string; readonly children?: ReactNode; readonly slim?: boolean }) {
  const { t } = useTranslation('ui')
  const [copied, setCopied] = useState(false)
  return (
    <Button
      kind="quiet"
      slim={slim}
      icon={copied ? <IconCheck aria-hidden="true" /> : <IconCopy aria-hidden="true" />}
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => {
          setCopied(true)
          setTimeout(() => setCopied(false), 2500)
        })
      }}
    >
      {copied ? t('copied') : (children ?? t('copy'))}
      <span className="heard" role="status">
        {copied ? t('copied') : ''}
      </span>
    </Button>
  )
}
