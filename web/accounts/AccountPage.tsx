import { useTranslation } from 'react-i18next'
import { DeskShell } from '../app/DeskShell.tsx'
import { useSession } from '../app/session.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { ConfirmAddress } from './ConfirmAddress.tsx'
import { ContactFacts } from './ContactFacts.tsx'
import { LanguageForm } from './LanguageForm.tsx'
import { NameForm } from './NameForm.tsx'

/** Who one is here, and how one is reached. */
export function AccountPage() {
  const { t } = useTranslation('accounts')
  const { account } = useSession()
  return (
    <DeskShell>
      <div className="stack loose">
        <PageTitle>{t('account.title')}</PageTitle>
        {account !== null && (
          <>
            {!account.confirmed && <ConfirmAddress email={account.email ?? ''} />}
            <ContactFacts account={account} />
            <NameForm key={account.id} account={account} />
            <LanguageForm account={account} />
          </>
        )}
      </div>
    </DeskShell>
  )
}
