import { useTranslation } from 'react-i18next'
import type { DocumentSignature } from '../documents/queries.ts'
import { useMoments } from '../documents/useMoments.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProgressCounted } from '../ui/ProgressCounted.tsx'
import { SealChip } from '../ui/SealChip.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import classes from './SignatureMade.module.css'

const levels = ['B', 'T', 'LT'] as const
const troubles = new Set(['time-stamp-missing', 'status-answers-missing'])

/** The seal, and how far its evidence has come: taken in, time-stamped, complete. */
export function SignatureMade({ signature }: { readonly signature: DocumentSignature }) {
  const { t } = useTranslation('signing')
  const { moment } = useMoments()
  const { organisation, name, title, certificateSha256, signedAt, level, trouble } = signature
  const reached = levels.indexOf(level) + 1
  return (
    <section className={`card padded ${classes['made']}`}>
      <SealChip
        size="big"
        fingerprint={certificateSha256}
        name={organisation ?? name}
        detail={organisation === null ? undefined : [name, title].filter(Boolean).join(', ')}
        state={<StateWord tone="good">{t('web.made.signed', { at: moment(signedAt) })}</StateWord>}
      />
      <ProgressCounted
        done={reached}
        total={levels.length}
        label={t(`web.made.level.${level}`)}
        note={reached < levels.length ? t('web.made.close') : t('web.made.complete')}
      />
      {trouble !== null && (
        <Notice tone="wait" live>
          {t(`trouble.${troubles.has(trouble) ? trouble : 'time-stamp-missing'}`)}
        </Notice>
      )}
    </section>
  )
}
