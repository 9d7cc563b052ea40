import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId } from '../ui/Field.tsx'
import { TextField } from '../ui/TextField.tsx'
import classes from './JudgedPicture.module.css'
import { type Picture, pictureUrl } from './queries.ts'
import { Shot } from './Shot.tsx'
import type { Judgement } from './staffQueries.ts'

type JudgedPictureProps = {
  readonly applicationId: string
  readonly picture: Picture
  readonly judgement: Judgement | undefined
  readonly error: ReactNode
  readonly onJudge: (judgement: Judgement) => void
}

/** A picture and the agent's word on it. A reason for rejecting is what the applicant reads. */
export function JudgedPicture({ applicationId, picture, judgement, error, onJudge }: JudgedPictureProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const name = t(`slot.${picture.slot}.name`)
  const field = `picture-${picture.slot}`
  const reasonMissing = judgement?.accepted === false && (judgement.because ?? '').trim() === ''
  const choice = (accepted: boolean) => (
    <label className={classes['choice']}>
      <input
        type="radio"
        id={accepted ? fieldId(field) : undefined}
        name={field}
        checked={judgement?.accepted === accepted}
        onChange={() => onJudge({ accepted, because: accepted ? null : (judgement?.because ?? '') })}
      />
      <span>{t(accepted ? 'review.picture.accept' : 'review.picture.reject')}</span>
    </label>
  )
  return (
    <li>
      <Shot big url={pictureUrl(applicationId, picture.id)} mediaType={picture.mediaType} name={name} />
      <fieldset className={classes['judge']}>
        <legend className="small">{name}</legend>
        {choice(true)}
        {choice(false)}
      </fieldset>
      {error !== undefined && !reasonMissing && <p className={classes['error']}>{error}</p>}
      {judgement?.accepted === false && (
        <TextField
          name={`${field}-because`}
          label={t('review.picture.because')}
          error={reasonMissing ? error : undefined}
          value={judgement.because ?? ''}
          onChange={(because) => onJudge({ accepted: false, because })}
          maxLength={300}
        />
      )}
    </li>
  )
}
