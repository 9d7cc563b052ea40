import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { paths } from '../app/paths.ts'
import { TabNav } from '../ui/TabNav.tsx'

export function CertificateTabs() {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.tabs' })
  return (
    <TabNav label={t('label')}>
      <NavLink to={paths.certificates()}>{t('certificates')}</NavLink>
      <NavLink to={paths.applications()}>{t('applications')}</NavLink>
    </TabNav>
  )
}
