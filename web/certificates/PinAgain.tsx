import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { PinField } from '../ui/PinField.tsx'
import { useKeyProblem } from './useKeyProblem.ts'

/** The vault did not take the PIN: how many tries are left, and one more. */
export function PinAgain({ problem, onDone }: { readonly problem: Problem; readonly onDone: (pin: string) => void }) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.making' })
  const say = useKeyProblem()
  const [pin, setPin] = useState('')
  return (
    <form
      className="stack loose"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        if (pin !== '') onDone(pin)
      }}
    >
      <PageTitle under={t('pin.underOld')}>{t('pin.titleOld')}</PageTitle>
      <ErrorSummary errors={{ pin: say(problem) }} />
      <PinField name="pin" kind="secret" label={t('pin.label.pin')} error={say(problem)} value={pin} onChange={setPin} autoFocus />
      <Button kind="primary" wide type="submit">
        {t('pin.actOld')}
      </Button>
    </form>
  )
}
