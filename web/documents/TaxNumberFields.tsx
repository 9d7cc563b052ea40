import { identifiersOf, nationalIdentifiers } from '@countersign/engine/identifiers'
import { useTranslation } from 'react-i18next'
import type { FieldErrors } from '../ui/ErrorSummary.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { TextField } from '../ui/TextField.tsx'
import { countries, type DraftPerson, fieldOf, judgeWhileTyping } from './draft.ts'
import classes from './PersonRow.module.css'

type TaxNumberFieldsProps = {
  readonly index: number
  readonly person: DraftPerson
  readonly errors: FieldErrors
  readonly onChange: (now: Partial<DraftPerson>) => void
}

/** With a number set, only the holder of a certificate with it can sign (promise F4). Checked while one types. */
export function TaxNumberFields({ index, person, errors, onChange }: TaxNumberFieldsProps) {
  const { t, i18n } = useTranslation('documents', { keyPrefix: 'web' })
  const { country, taxNumber } = person
  const verdict = judgeWhileTyping(country, taxNumber)
  const kinds = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(identifiersOf(country).map(({ id }) => t(`number.${id}`)))
  const name = fieldOf(index, 'taxNumber')
  return (
    <div className="stack close">
      <div className={classes['fields']}>
        <TextField
          name={name}
          optional
          label={t('send.number')}
          hint={t('send.numberHint', { kinds })}
          error={errors[name] ?? (verdict.kind === 'bad' ? t(`fault.number.${verdict.because}`) : undefined)}
          autoComplete="off"
          spellCheck={false}
          maxLength={30}
          className="num"
          value={taxNumber}
          onChange={(value) => onChange({ taxNumber: value })}
        />
        <SelectField
          name={`participants.${index}.country`}
          label={t('send.country')}
          value={country}
          options={countries.map((value) => ({ value, label: t(`country.${value}`) }))}
          onChange={(value) => onChange({ country: value })}
        />
      </div>
      <div role="status">
        {verdict.kind === 'good' && verdict.id !== undefined && (
          <StateWord tone="good">
            {t('send.numberGood', { kind: t(`number.${verdict.id}`), holder: t(`number.holder.${nationalIdentifiers[verdict.id].holder}`) })}
          </StateWord>
        )}
      </div>
    </div>
  )
}
