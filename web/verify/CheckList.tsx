import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCheck, IconX } from '../ui/icons.ts'
import classes from './CheckList.module.css'
import type { SignatureReport } from './report.ts'
import { useMessage } from './useMessage.ts'

const icons = { information: IconCheck, warning: IconAlertTriangle, error: IconX } as const

export function CheckList({ messages }: { readonly messages: SignatureReport['messages'] }) {
  const { t } = useTranslation('verify')
  const say = useMessage()
  if (messages.length === 0) return null
  return (
    <ul className={classes['checks']} aria-label={t('checks.label')}>
      {messages.map((message, index) => {
        const Icon = icons[message.severity]
        return (
          <li key={index} className={classes[message.severity]}>
            <Icon aria-label={t(`checks.${message.severity}`)} role="img" />
            <span>{say(message)}</span>
          </li>
        )
      })}
    </ul>
  )
}
