import { useTranslation } from 'react-i18next'
import { IconBuilding, IconCamera, IconFileText, IconId, IconPhone } from '../ui/icons.ts'
import classes from './IconList.module.css'

const icons = { voucher: IconFileText, document: IconId, phone: IconPhone, camera: IconCamera, company: IconBuilding }

/** What to have before one begins, so that nobody stops half-way. */
export function AtHand({ company }: { readonly company: boolean }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.atHand' })
  const items = (['voucher', 'document', 'phone', 'camera', ...(company ? (['company'] as const) : [])] as const).map((id) => ({ id, Icon: icons[id] }))
  return (
    <section className="stack close" aria-labelledby="at-hand">
      <h2 id="at-hand">{t('title')}</h2>
      <ul className={classes['list']}>
        {items.map(({ id, Icon }) => (
          <li key={id}>
            <Icon aria-hidden="true" />
            <span>{t(id)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
