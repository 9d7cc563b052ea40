import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { ErrorSummary, type FieldErrors } from '../ui/ErrorSummary.tsx'
import { Evidence } from '../ui/Evidence.tsx'
import { FactList } from '../ui/FactList.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { StepProps } from './stepProps.ts'
import { type Algorithm, algorithms } from './facts.ts'
import { useSaveFacts } from './useSaveFacts.ts'

/** What the voucher buys, and the few choices that are left. */
export function ParametersStep({ application, onDone }: StepProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { product, facts } = application
  const [algorithm, setAlgorithm] = useState<Algorithm>(facts.parameters?.algorithm ?? 'ecdsa-p256')
  const [position, setPosition] = useState(facts.parameters?.position ?? '')
  const [errors, setErrors] = useState<FieldErrors>({})
  const { save, saving, failure } = useSaveFacts(application, onDone, setErrors)
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setErrors({})
        save({ parameters: { algorithm, ...(position.trim() !== '' && { position: position.trim() }) } })
      }}
    >
      <PageTitle under={t('parameters.under')}>{t('parameters.title')}</PageTitle>
      <ErrorSummary errors={errors} message={Object.keys(errors).length === 0 ? failure : undefined} />
      <div className="card padded">
        <FactList
          even
          facts={[
            { name: t('parameters.for'), value: t(`product.${product.holder}.title`) },
            { name: t('parameters.keys'), value: product.keys.map((key) => t(`keys.${key}.title`)).join(' + ') },
            { name: t('parameters.validity'), value: t('product.years', { count: Math.max(1, Math.round(product.validityDays / 365)) }) },
          ]}
        />
      </div>
      {product.holder === 'company' && (
        <TextField
          name="position"
          label={t('parameters.position')}
          hint={t('parameters.positionHint')}
          optional
          value={position}
          onChange={setPosition}
          error={errors['position']}
          autoComplete="organization-title"
          maxLength={64}
        />
      )}
      <Evidence title={t('parameters.algorithm')} state={<span className="small soft">{t(`algorithm.${algorithm}.title`)}</span>}>
        <ChoiceCards
          name="algorithm"
          label={t('parameters.algorithm')}
          labelHidden
          value={algorithm}
          onChange={setAlgorithm}
          choices={algorithms.map((value) => ({
            value,
            title: t(`algorithm.${value}.title`),
            detail: t(`algorithm.${value}.text`),
            ...(value === 'ecdsa-p256' && { tag: t('algorithm.usual') }),
          }))}
        />
      </Evidence>
      <Button kind="primary" wide type="submit" busy={saving}>
        {t('parameters.act')}
      </Button>
    </form>
  )
}
