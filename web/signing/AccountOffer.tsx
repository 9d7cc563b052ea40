import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { useSession } from '../app/session.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import classes from './AccountOffer.module.css'

/** Never needed for signing; what it adds is said, not sold. */
export function AccountOffer({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.offer' })
  const { account } = useSession()
  const there = paths.document(documentId)
  return (
    <section className={`card padded ${classes['offer']}`}>
      <h2>{t('title')}</h2>
      <ul>
        {(['archive', 'copy', 'list'] as const).map((each) => (
          <li key={each}>{t(each)}</li>
        ))}
      </ul>
      <div className="row">
        {account === null ? (
          <>
            <Link className={buttonClass()} to={paths.register(there)}>
              {t('register')}
            </Link>
            <Link to={paths.signIn(there)}>{t('signIn')}</Link>
          </>
        ) : (
          <Link className={buttonClass()} to={there}>
            {t('open')}
          </Link>
        )}
      </div>
    </section>
  )
}
