import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCheck, IconPoint, IconX } from '../ui/icons.ts'
import classes from './CheckList.module.css'
import type { SignatureReport } from './report.ts'
import { useMessage } from './useMessage.ts'

/** Facts that are neither good nor bad. */
const neutral: ReadonlySet<string> = new Set(['time.not-proven', 'evidence-record.present', 'extension.countersignature'])

const icons = { information: IconCheck, warning: IconAlertTriangle, error: IconX } as const

export function CheckList({ messages }: { readonly messages: SignatureReport['messages'] }) {
  const { t } = useTranslation('verify')
  const say = useMessage()
  if (messages.length === 0) return null
  return (
    <ul className={classes['checks']} aria-label={t('checks.label')}>
      {messages.map((message, index) => {
        const calm = neutral.has(message.code)
        const Icon = calm ? IconPoint : icons[message.severity]
        return (
          <li key={index} className={calm ? undefined : classes[message.severity]}>
            <Icon aria-label={t(calm ? 'checks.fact' : `checks.${message.severity}`)} role="img" />
            <span>{say(message)}</span>
          </li>
        )
      })}
    </ul>
  )
}
