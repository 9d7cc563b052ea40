import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../accounts/useDraft.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { StepProps } from './stepProps.ts'
import { type DocumentKind, documentKinds } from './facts.ts'
import { faultsOfDocument } from './faults.ts'
import { useSaveFacts } from './useSaveFacts.ts'

export function DocumentStep({ application, onDone }: StepProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { document } = application.facts
  const [kind, setKind] = useState<DocumentKind>(document?.kind ?? 'id-card')
  const draft = useDraft({ number: document?.number ?? '' })
  const { save, saving, failure, reset } = useSaveFacts(application, onDone, draft.setErrors)
  const submit = () => {
    const faults = faultsOfDocument(draft.values)
    const labels: Readonly<Record<string, string>> = { number: t(`document.number.${kind}`) }
    draft.setErrors(Object.fromEntries(Object.entries(faults).map(([name, because]) => [name, t(`fault.${because}`, { what: labels[name] })])))
    reset()
    if (Object.keys(faults).length === 0) save({ document: { kind, number: draft.values.number.trim() } })
  }
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <PageTitle under={t('document.under')}>{t('document.title')}</PageTitle>
      <ErrorSummary errors={draft.errors} message={Object.keys(draft.errors).length === 0 ? failure : undefined} />
      <ChoiceCards
        name="kind"
        label={t('document.title')}
        labelHidden
        value={kind}
        onChange={setKind}
        choices={documentKinds.map((value) => ({ value, title: t(`document.kind.${value}`), detail: t(`document.needs.${value}`) }))}
      />
      <TextField
        {...draft.bind('number')}
        label={t(`document.number.${kind}`)}
        hint={t('document.numberHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={30}
        className="num"
      />
      <Button kind="primary" wide type="submit" busy={saving}>
        {t('document.act')}
      </Button>
    </form>
  )
}
