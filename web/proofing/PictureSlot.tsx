import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { FilePick } from '../ui/FilePick.tsx'
import { Notice } from '../ui/Notice.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import classes from './PictureSlot.module.css'
import { type Picture, pictureUrl, refreshApplication, type Slot } from './queries.ts'
import { largestPicture, pictureKinds, sendPicture } from './sendPicture.ts'
import { Shot } from './Shot.tsx'

type PictureSlotProps = { readonly applicationId: string; readonly slot: Slot; readonly picture: Picture | undefined; readonly error: string | undefined }

export function PictureSlot({ applicationId, slot, picture, error }: PictureSlotProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const problems = useProblems('proofing')
  const [progress, setProgress] = useState(0)
  const [another, setAnother] = useState(false)
  const send = useMutation({
    mutationFn: async (file: File) => {
      setProgress(0)
      await sendPicture(applicationId, slot, file, setProgress)
      await refreshApplication(applicationId)
    },
    onSuccess: () => setAnother(false),
  })
  const name = t(`slot.${slot}.name`)
  const rejected = picture?.state === 'rejected'
  const picking = picture === undefined || rejected || another || send.isPending || send.error !== null
  const file = send.variables
  return (
    <section className="stack close" aria-label={name}>
      {rejected && (
        <Notice tone="bad" title={t('pictures.rejected', { what: name })}>
          {picture.because}
        </Notice>
      )}
      {picking && (
        <FilePick
          name={slot}
          label={name}
          hint={t(`slot.${slot}.hint`)}
          error={send.error === null ? error : problems.say(send.error)}
          accept={pictureKinds}
          maximumBytes={largestPicture}
          camera={slot === 'selfie' ? 'user' : 'environment'}
          disabled={send.isPending}
          onPick={([chosen]) => chosen !== undefined && send.mutate(chosen)}
          picked={send.isPending && file !== undefined ? [{ id: slot, name: file.name, size: file.size, progress }] : []}
        />
      )}
      {picture !== undefined && !picking && (
        <div className={`card ${classes['sent']}`}>
          <Shot url={pictureUrl(applicationId, picture.id)} mediaType={picture.mediaType} name={name} />
          <div className="stack close">
            <b>{name}</b>
            <StateWord tone="good">{t(picture.state === 'accepted' ? 'pictures.accepted' : 'pictures.sent')}</StateWord>
            <div>
              <Button slim onClick={() => setAnother(true)}>
                {t('pictures.another')}
                <span className="heard"> {name}</span>
              </Button>
            </div>
          </div>
        </div>
      )}
      <span className="heard" role="status">
        {send.isSuccess ? t('pictures.arrived', { what: name }) : ''}
      </span>
    </section>
  )
}
