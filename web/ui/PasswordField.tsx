import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { Field, type FieldProps } from './Field.tsx'
import fieldClasses from './Field.module.css'
import { IconCheck, IconPoint } from './icons.ts'
import classes from './PasswordField.module.css'
import { passwordRules, passwordStrength, type PasswordRule } from './passwordStrength.ts'

type PasswordFieldProps = FieldProps & {
  readonly value: string
  readonly onChange: (password: string) => void
  /** `new` shows the rules and the strength while one types. */
  readonly purpose: 'current' | 'new'
  readonly autoFocus?: boolean
  readonly disabled?: boolean
}

export function PasswordField({ name, label, hint, error, value, onChange, purpose, autoFocus = false, disabled = false }: PasswordFieldProps) {
  const { t } = useTranslation('ui')
  const [shown, setShown] = useState(false)
  const rulesId = useId()
  return (
    <div className={classes['password']}>
      <Field name={name} label={label} hint={hint} error={error}>
        {(control) => (
          <span className={fieldClasses['beside']}>
            <input
              {...control}
              aria-describedby={[control['aria-describedby'], purpose === 'new' && rulesId].filter(Boolean).join(' ') || undefined}
              className={fieldClasses['input']}
              type={shown ? 'text' : 'password'}
              autoComplete={purpose === 'new' ? 'new-password' : 'current-password'}
              autoCapitalize="none"
              spellCheck={false}
              autoFocus={autoFocus}
              disabled={disabled}
              value={value}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
            <Button kind="quiet" slim aria-pressed={shown} aria-controls={control.id} onClick={() => setShown(!shown)}>
              {t(shown ? 'password.hide' : 'password.show')}
            </Button>
          </span>
        )}
      </Field>
      {purpose === 'new' && <Strength id={rulesId} password={value} />}
    </div>
  )
}

function Strength({ id, password }: { readonly id: string; readonly password: string }) {
  const { t } = useTranslation('ui')
  const { unmet, level } = passwordStrength(password)
  return (
    <div className={classes['strength']}>
      <div className={`${classes['bar']} ${classes[level]}`} aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
      <p className="small" role="status">
        {level === 'none' ? <span className="soft">{t('password.rules')}</span> : t(`password.${level}`)}
      </p>
      <ul id={id} className={classes['rules']}>
        {(Object.keys(passwordRules) as PasswordRule[]).map((rule) => {
          const met = !unmet.includes(rule)
          return (
            <li key={rule} className={met ? classes['met'] : undefined}>
              {met ? <IconCheck aria-hidden="true" /> : <IconPoint aria-hidden="true" />}
              {t(`password.rule.${rule}`)}
              {met && <span className="heard"> {t('password.met')}</span>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
