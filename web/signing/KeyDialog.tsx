import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { paths } from '../app/paths.ts'
import { useSession } from '../app/session.ts'
import type { CloudKey } from '../keys/cloudKeys.ts'
import { KeyFileForm } from '../keys/KeyFileForm.tsx'
import { Button } from '../ui/Button.tsx'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useFormats } from '../ui/useFormats.ts'
import type { ChosenKey } from './chosenKey.ts'

type KeyDialogProps = {
  readonly open: boolean
  readonly cloudKeys: readonly CloudKey[]
  readonly onClose: () => void
  readonly onChosen: (key: ChosenKey) => void
}

export function KeyDialog({ open, onClose, ...rest }: KeyDialogProps) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.choose' })
  return (
    <Dialog open={open} onClose={onClose} title={t('title')}>
      <KeyChoice {...rest} />
    </Dialog>
  )
}

/** Gone when the dialog closes, and with it a password that was being typed. */
function KeyChoice({ cloudKeys, onChosen }: Pick<KeyDialogProps, 'cloudKeys' | 'onChosen'>) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.choose' })
  const { date } = useFormats()
  const { account } = useSession()
  const { pathname } = useLocation()
  const [value, setValue] = useState(cloudKeys[0]?.keyId ?? 'file')
  const cloud = cloudKeys.find(({ keyId }) => keyId === value)
  return (
    <div className="stack loose">
      {cloudKeys.length > 0 && (
        <ChoiceCards
          name="kind"
          label={t('which')}
          value={value}
          onChange={setValue}
          choices={[
            ...cloudKeys.map(({ keyId, company, person, certificate }) => ({
              value: keyId,
              title: company ?? person,
              tag: t('cloud'),
              detail: [company === undefined ? undefined : person, t('until', { date: date(certificate.notAfter) })]
                .filter((part) => part !== undefined)
                .join(' · '),
            })),
            { value: 'file', title: t('file'), detail: t('fileText') },
          ]}
        />
      )}
      {cloud === undefined ? (
        <KeyFileForm onOpened={(key) => onChosen({ kind: 'file', key })} />
      ) : (
        <Button kind="primary" wide onClick={() => onChosen({ kind: 'cloud', key: cloud })}>
          {t('take')}
        </Button>
      )}
      <div className="stack close small soft">
        {account === null && (
          <p>
            <Trans t={t} i18nKey="signIn" components={{ go: <Link to={paths.signIn(pathname)} /> }} />
          </p>
        )}
        <p>
          <Trans t={t} i18nKey="none" components={{ go: <Link to={paths.getCertificate()} target="_blank" /> }} />
        </p>
      </div>
    </div>
  )
}
