import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { type Cabinet, useSession } from '../app/session.ts'
import { Waiting } from '../app/Waiting.tsx'
import { KeyFileForm } from '../keys/KeyFileForm.tsx'
import type { OpenedKey } from '../keys/openKeys.ts'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { CompanyOpened } from './CompanyOpened.tsx'
import { SignToOpen } from './SignToOpen.tsx'
import type { Holder } from './queries.ts'

const holders: readonly Holder[] = ['legal-entity', 'sole-proprietor']

/** A company's cabinet is opened by its own signature (promise B2). The key never leaves this page. */
export function NewCompanyPage() {
  const { t } = useTranslation('cabinets')
  const { account, known } = useSession()
  const [holder, setHolder] = useState<Holder>('legal-entity')
  const [key, setKey] = useState<OpenedKey>()
  const [opened, setOpened] = useState<Cabinet>()
  if (!known) return <Waiting />
  if (account === null) return <Navigate to={paths.signIn(paths.newCompany())} replace />
  if (opened !== undefined) {
    return (
      <PathShell>
        <CompanyOpened cabinet={opened} />
      </PathShell>
    )
  }
  return (
    <PathShell>
      <PageTitle under={t('company.under')}>{t('company.title')}</PageTitle>
      {!account.confirmed && <Notice tone="wait">{t('company.confirmFirst')}</Notice>}
      {key === undefined ? (
        <>
          <ChoiceCards
            name="holder"
            label={t('company.whose')}
            value={holder}
            onChange={setHolder}
            choices={holders.map((value) => ({ value, title: t(`company.holder.${value}.title`), detail: t(`company.holder.${value}.text`) }))}
          />
          <KeyFileForm onOpened={setKey} />
        </>
      ) : (
        <SignToOpen holder={holder} openedKey={key} onOther={() => setKey(undefined)} onOpened={setOpened} />
      )}
    </PathShell>
  )
}
