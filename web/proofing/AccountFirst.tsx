import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import type { Product } from './queries.ts'

/** An application belongs to an account, so that it can be left and resumed. Both ways lead back here. */
export function AccountFirst({ product }: { readonly product: Product }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const back = paths.getCertificate(product.id)
  return (
    <>
      <PageTitle over={t(`product.${product.holder}.title`)} under={t('account.under')}>
        {t('account.title')}
      </PageTitle>
      <div className="stack">
        <Link className={buttonClass({ kind: 'primary', wide: true })} to={paths.register(back)}>
          {t('account.register')}
        </Link>
        <Link className={buttonClass({ wide: true })} to={paths.signIn(back)}>
          {t('account.signIn')}
        </Link>
      </div>
      <p>
        <Link to={paths.getCertificate()}>{t('voucher.otherProduct')}</Link>
      </p>
    </>
  )
}
