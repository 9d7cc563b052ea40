import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type FieldErrors } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { passwordStrength } from '../ui/passwordStrength.ts'
import { PinField } from '../ui/PinField.tsx'
import { SecretRules } from './SecretRules.tsx'

type PinStepProps = {
  /** False when the cloud key is there already, from a page that was left: then its PIN is asked for once. */
  readonly fresh: boolean
  readonly onDone: (pin: string) => void
}

/** Four digits, or a strong password for those who want one. Chosen by the holder alone. */
export function PinStep({ fresh, onDone }: PinStepProps) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.making' })
  const [kind, setKind] = useState<'pin' | 'secret'>('pin')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [errors, setErrors] = useState<FieldErrors>({})
  const submit = () => {
    const wrong = kind === 'pin' ? faultOfPin(pin, fresh) : fresh && passwordStrength(pin).unmet.length > 0 ? 'weak' : pin === '' ? 'empty' : undefined
    const next: FieldErrors = wrong !== undefined ? { pin: t(`pin.fault.${wrong}`) } : fresh && again !== pin ? { again: t('pin.fault.differs') } : {}
    setErrors(next)
    if (Object.keys(next).length === 0) onDone(pin)
  }
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    setErrors({})
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
      <PageTitle under={t(fresh ? 'pin.under' : 'pin.underOld')}>{t(fresh ? 'pin.title' : 'pin.titleOld')}</PageTitle>
      <ErrorSummary errors={errors} />
      <PinField
        key={kind}
        name="pin"
        kind={kind}
        label={t(`pin.label.${kind}`)}
        hint={t(`pin.hint.${kind}`)}
        error={errors['pin']}
        value={pin}
        onChange={change(setPin)}
      />
      {fresh && (
        <PinField
          key={`${kind}-again`}
          name="again"
          kind={kind}
          label={t(`pin.again.${kind}`)}
          error={errors['again']}
          value={again}
          onChange={change(setAgain)}
        />
      )}
      <div>
        <Button
          kind="quiet"
          slim
          onClick={() => {
            setKind(kind === 'pin' ? 'secret' : 'pin')
            setPin('')
            setAgain('')
            setErrors({})
          }}
        >
          {t(kind === 'pin' ? 'pin.useSecret' : 'pin.usePin')}
        </Button>
      </div>
      {fresh && <SecretRules of="pin" />}
      <Button kind="primary" wide type="submit">
        {t(fresh ? 'pin.act' : 'pin.actOld')}
      </Button>
    </form>
  )
}

/** Four digits protect only when they are not the first that anyone would try. */
export function faultOfPin(pin: string, fresh: boolean): 'four' | 'guessable' | undefined {
  if (!/^\d{4}$/.test(pin)) return 'four'
  return fresh && (/^(\d)\1{3}$/.test(pin) || '01234567890'.includes(pin) || '09876543210'.includes(pin)) ? 'guessable' : undefined
}
