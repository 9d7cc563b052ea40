import { useTranslation } from 'react-i18next'
import { IconFile, IconKey } from '../ui/icons.ts'
import classes from './IconList.module.css'

/** The two keys of a set, in plain words: where each lives and what protects it. */
export function KeysExplained() {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.keys' })
  return (
    <section className="stack close" aria-labelledby="keys-explained">
      <h2 id="keys-explained">{t('title')}</h2>
      <ul className={`card ${classes['list']}`}>
        <li>
          <IconKey aria-hidden="true" />
          <span>
            <b>{t('cloud.title')}</b> <span className="soft small">{t('cloud.text')}</span>
          </span>
        </li>
        <li>
          <IconFile aria-hidden="true" />
          <span>
            <b>{t('file.title')}</b> <span className="soft small">{t('file.text')}</span>
          </span>
        </li>
      </ul>
    </section>
  )
}
