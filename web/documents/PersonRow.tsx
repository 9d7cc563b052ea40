import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import type { FieldErrors } from '../ui/ErrorSummary.tsx'
import { IconArrowBackUp, IconTrash } from '../ui/icons.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { type DraftPerson, fieldOf } from './draft.ts'
import classes from './PersonRow.module.css'
import type { ParticipantRole } from './queries.ts'
import { TaxNumberFields } from './TaxNumberFields.tsx'

const roles: readonly ParticipantRole[] = ['signer', 'approver', 'acknowledger', 'observer']

type PersonRowProps = {
  readonly index: number
  readonly person: DraftPerson
  readonly errors: FieldErrors
  readonly onChange: (now: Partial<DraftPerson>) => void
  readonly onRemove: (() => void) | undefined
  readonly onEarlier: (() => void) | undefined
}

export function PersonRow({ index, person, errors, onChange, onRemove, onEarlier }: PersonRowProps) {
  const { t } = useTranslation('documents')
  const number = index + 1
  return (
    <fieldset className={classes['person']}>
      <legend className="heard">{t('web.send.person', { number })}</legend>
      <div className={classes['head']}>
        <span className={classes['title']} aria-hidden="true">
          {t('web.send.person', { number })}
        </span>
        {onEarlier !== undefined && (
          <Button kind="quiet" slim aria-label={t('web.send.earlier', { number })} icon={<IconArrowBackUp aria-hidden="true" />} onClick={onEarlier} />
        )}
        {onRemove !== undefined && (
          <Button kind="quiet" slim aria-label={t('web.send.remove', { number })} icon={<IconTrash aria-hidden="true" />} onClick={onRemove} />
        )}
      </div>
      <div className={classes['fields']}>
        <TextField
          name={fieldOf(index, 'email')}
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          label={t('web.send.email')}
          error={errors[fieldOf(index, 'email')]}
          value={person.email}
          onChange={(email) => onChange({ email })}
        />
        <SelectField
          name={`participants.${index}.role`}
          label={t('web.send.role')}
          value={person.role}
          options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          onChange={(value) => onChange({ role: roles.find((role) => role === value) ?? 'signer' })}
        />
        <TextField
          name={`participants.${index}.name`}
          optional
          autoComplete="off"
          maxLength={200}
          label={t('web.send.name')}
          value={person.name}
          onChange={(name) => onChange({ name })}
        />
      </div>
      {person.role === 'signer' && <TaxNumberFields index={index} person={person} errors={errors} onChange={onChange} />}
    </fieldset>
  )
}
