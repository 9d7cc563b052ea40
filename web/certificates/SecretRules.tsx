import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconLock, IconPencil, IconUser } from '../ui/icons.ts'
import classes from './SecretRules.module.css'

const rules = {
  pin: [
    ['write', IconPencil],
    ['lost', IconAlertTriangle],
    ['tries', IconLock],
    ['nobody', IconUser],
  ],
  password: [
    ['write', IconPencil],
    ['lost', IconAlertTriangle],
    ['nobody', IconUser],
  ],
} as const

/** What every secret says: write it down, what losing it costs, tell nobody. */
export function SecretRules({ of }: { readonly of: keyof typeof rules }) {
  const { t } = useTranslation('certificates', { keyPrefix: `web.secret.${of}` })
  return (
    <ul className={`card ${classes['rules']}`}>
      {rules[of].map(([rule, Icon]) => (
        <li key={rule}>
          <Icon aria-hidden="true" />
          <span>{t(rule)}</span>
        </li>
      ))}
    </ul>
  )
}
