import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconFileText } from '../ui/icons.ts'
import classes from './Shot.module.css'

/** A picture that was sent, whole within its frame; a press opens it in its own size. A PDF is named instead of shown. */
export function Shot({
  url,
  mediaType,
  name,
  big = false,
}: {
  readonly url: string
  readonly mediaType: string
  readonly name: string
  readonly big?: boolean
}) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.shot' })
  const [failed, setFailed] = useState(false)
  const drawn = mediaType.startsWith('image/') && !failed
  return (
    <a className={big ? `${classes['shot']} ${classes['big']}` : classes['shot']} href={url} target="_blank" rel="noreferrer">
      {drawn ? (
        <img src={url} alt={name} onError={() => setFailed(true)} />
      ) : (
        <span className={classes['paper']}>
          <IconFileText aria-hidden="true" />
          {failed ? t('failed') : t('paper')}
        </span>
      )}
      <span className="heard">{t('open', { name })}</span>
    </a>
  )
}
