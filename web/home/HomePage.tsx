import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { useSession } from '../app/session.ts'
import { ThemeSwitch } from '../app/ThemeSwitch.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { IconCertificate, IconFileText, IconShieldCheck } from '../ui/icons.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { demonstrationQuery } from './demonstration.ts'
import { DemonstrationTour } from './DemonstrationTour.tsx'
import classes from './HomePage.module.css'

const ways = [
  { key: 'get', icon: IconCertificate, to: paths.getCertificate },
  { key: 'verify', icon: IconShieldCheck, to: paths.verify },
  { key: 'sign', icon: IconFileText, to: undefined },
] as const

const grounds = ['keys', 'proof', 'open'] as const

export function HomePage() {
  const { t } = useTranslation('app')
  const { account } = useSession()
  const { data: demonstration } = useQuery(demonstrationQuery)
  return (
    <PathShell
      foot={
        <>
          <a href="/pki/anchors.pem">{t('first.foot.authority')}</a>
          <span className={classes['licence']}>{t('first.foot.source')}</span>
          <ThemeSwitch />
        </>
      }
    >
      <div className={classes['hero']}>
        <PageTitle windowTitle={t('first.window')}>{t('first.title')}</PageTitle>
        <p className={classes['lead']}>{t('first.lead')}</p>
        <div className={classes['acts']}>
          {account === null ? (
            <>
              <Link className={buttonClass({ kind: 'primary' })} to={paths.getCertificate()}>
                {t('getCertificate')}
              </Link>
              <Link className={buttonClass()} to={paths.signIn()}>
                {t('signIn')}
              </Link>
            </>
          ) : (
            <>
              <Link className={buttonClass({ kind: 'primary' })} to={paths.documents()}>
                {t('openDesk')}
              </Link>
              <Link className={buttonClass()} to={paths.getCertificate()}>
                {t('getCertificate')}
              </Link>
            </>
          )}
          <Link className={buttonClass()} to={paths.verify()}>
            {t('verifyDocument')}
          </Link>
        </div>
      </div>
      {demonstration?.enabled === true && <DemonstrationTour demonstration={demonstration} />}
      <ul className={classes['ways']}>
        {ways.map(({ key, icon: Icon, to }) => (
          <li key={key}>
            <Icon aria-hidden="true" />
            <div>
              <h2>{to === undefined ? t(`first.ways.${key}.title`) : <Link to={to()}>{t(`first.ways.${key}.title`)}</Link>}</h2>
              <p className="soft">{t(`first.ways.${key}.text`)}</p>
            </div>
          </li>
        ))}
      </ul>
      <section className={classes['grounds']}>
        <h2>{t('first.honest.title')}</h2>
        {grounds.map((ground) => (
          <p key={ground} className="soft">
            {t(`first.honest.${ground}`)}
          </p>
        ))}
      </section>
    </PathShell>
  )
}
