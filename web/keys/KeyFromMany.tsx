import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { useFormats } from '../ui/useFormats.ts'
import type { OpenedKey } from './openKeys.ts'

/** One file, several keys: of a person and of a company's seal, of this year and the last. */
export function KeyFromMany({ keys, onChosen }: { readonly keys: readonly OpenedKey[]; readonly onChosen: (key: OpenedKey) => void }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.key' })
  const { date } = useFormats()
  const best = keys.find(({ expired }) => !expired) ?? keys[0]
  const [sha256, setSha256] = useState(best?.certificate.sha256)
  const chosen = keys.find(({ certificate }) => certificate.sha256 === sha256)
  return (
    <form
      className="stack loose"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== undefined) onChosen(chosen)
      }}
    >
      <ChoiceCards
        name="key"
        label={t('which')}
        value={sha256}
        onChange={setSha256}
        choices={keys.map(({ certificate, company, person, companyNumber, personalNumber, expired }) => ({
          value: certificate.sha256,
          title: company ?? person,
          detail: [
            company === undefined ? undefined : person,
            companyNumber ?? personalNumber,
            t(expired ? 'ended' : 'until', { date: date(certificate.notAfter) }),
          ]
            .filter((part) => part !== undefined)
            .join(' · '),
        }))}
      />
      <Button kind="primary" wide type="submit">
        {t('take')}
      </Button>
    </form>
  )
}
