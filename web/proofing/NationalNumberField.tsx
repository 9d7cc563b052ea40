import { checkIdentifier, type IdentifierId, nationalIdentifiers, normaliseIdentifier } from '@countersign/engine/identifiers'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateWord } from '../ui/StateWord.tsx'
import { TextField } from '../ui/TextField.tsx'
import { spokenNumber } from './spokenNumber.ts'

type NationalNumberFieldProps = {
  readonly name: string
  readonly kind: IdentifierId
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: ReactNode
}

/** Names the kind that fits the country, checks its digits while one types, and shows it as it is read aloud. */
export function NationalNumberField({ name, kind, value, onChange, error }: NationalNumberFieldProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.number' })
  const { length } = nationalIdentifiers[kind]
  const whole = normaliseIdentifier(value).length >= length
  const checked = checkIdentifier(kind, value)
  return (
    <div className="stack close">
      <TextField
        name={name}
        label={t(`${kind}.name`)}
        hint={t(`${kind}.hint`)}
        error={error}
        value={value}
        onChange={onChange}
        onBlur={() => onChange(spokenNumber(kind, value))}
        inputMode={kind === 'cnpj' ? 'text' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        maxLength={30}
        className="num"
      />
      <div className="small" role="status">
        {whole && !error && (
          <StateWord tone={checked.ok ? 'good' : 'bad'}>{checked.ok ? t('fits') : t(`wrong.${checked.because}`, { count: length })}</StateWord>
        )}
      </div>
    </div>
  )
}
