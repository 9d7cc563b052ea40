import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { buttonClass } from '../ui/buttonClass.ts'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'

export function PasswordChanged() {
  const { t } = useTranslation('accounts')
  return (
    <>
      <PageTitle>{t('newPassword.done')}</PageTitle>
      <Notice tone="good" live>
        {t('newPassword.doneText')}
      </Notice>
      <Link className={buttonClass({ kind: 'primary', wide: true })} to={paths.signIn()}>
        {t('signIn.act')}
      </Link>
    </>
  )
}
