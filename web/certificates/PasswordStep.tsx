import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type FieldErrors } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { passwordStrength } from '../ui/passwordStrength.ts'
import { PinField } from '../ui/PinField.tsx'
import { SecretRules } from './SecretRules.tsx'

type PasswordStepProps = { readonly pin: string; readonly onDone: (password: string) => void; readonly onBack: () => void }

/** The password of the key file: a secret of its own, never the PIN's. */
export function PasswordStep({ pin, onDone, onBack }: PasswordStepProps) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.making' })
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [errors, setErrors] = useState<FieldErrors>({})
  const submit = () => {
    const weak = passwordStrength(password).unmet.length > 0
    const next: FieldErrors = weak
      ? { password: t('password.fault.weak') }
      : password === pin
        ? { password: t('password.fault.pin') }
        : again === password
          ? {}
          : { again: t('password.fault.differs') }
    setErrors(next)
    if (Object.keys(next).length === 0) onDone(password)
  }
  return (
    <form
      className="stack loose"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <PageTitle under={t('password.under')}>{t('password.title')}</PageTitle>
      <ErrorSummary errors={errors} />
      <PasswordField
        name="password"
        purpose="new"
        label={t('password.label')}
        error={errors['password']}
        value={password}
        onChange={(value) => {
          setPassword(value)
          setErrors({})
        }}
      />
      <PinField name="again" kind="secret" label={t('password.again')} error={errors['again']} value={again} onChange={setAgain} />
      <SecretRules of="password" />
      <div className="stack">
        <Button kind="primary" wide type="submit">
          {t('password.act')}
        </Button>
        <Button kind="quiet" onClick={onBack}>
          {t('password.back')}
        </Button>
      </div>
    </form>
  )
}
