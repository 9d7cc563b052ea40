import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type FieldErrors } from '../ui/ErrorSummary.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import type { StepProps } from './stepProps.ts'
import { PictureSlot } from './PictureSlot.tsx'
import { openSlots } from './wizard.ts'

/** One picture a slot, each sent as soon as it is chosen, so that nothing is lost when the page is left. */
export function PicturesStep({ application, onDone }: StepProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const [asked, setAsked] = useState(false)
  const open = openSlots(application)
  const errors: FieldErrors = asked ? Object.fromEntries(open.map((slot) => [slot, t('pictures.missing', { what: t(`slot.${slot}.name`) })])) : {}
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (open.length === 0) onDone()
        else setAsked(true)
      }}
    >
      <PageTitle under={t('pictures.under')}>{t('pictures.title')}</PageTitle>
      <ErrorSummary errors={errors} />
      {application.slots.map((slot) => (
        <PictureSlot
          key={slot}
          applicationId={application.id}
          slot={slot}
          picture={application.documents.find((each) => each.slot === slot)}
          error={typeof errors[slot] === 'string' ? errors[slot] : undefined}
        />
      ))}
      <Button kind="primary" wide type="submit">
        {t('pictures.act')}
      </Button>
    </form>
  )
}
