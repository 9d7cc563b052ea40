import { useTranslation } from 'react-i18next'
import type { Account } from '../app/session.ts'
import { FactList } from '../ui/FactList.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { spokenPhone } from './spokenPhone.ts'

export function ContactFacts({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  return (
    <section className="card padded stack">
      <h2>{t('account.reach')}</h2>
      <FactList
        facts={[
          {
            name: t('fields.email'),
            value: (
              <span className="row">
                {account.email}
                {account.confirmed ? (
                  <StateWord tone="good">{t('account.confirmed')}</StateWord>
                ) : (
                  <StateWord tone="wait">{t('account.unconfirmed')}</StateWord>
                )}
              </span>
            ),
          },
          {
            name: t('fields.phone'),
            value: account.phone && (
              <span className="row num">
                {spokenPhone(account.phone)}
                <StateWord tone="good">{t('account.confirmed')}</StateWord>
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}
