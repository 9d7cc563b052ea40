import { useTranslation } from 'react-i18next'
import { Seal } from '../ui/Seal.tsx'
import { useFormats } from '../ui/useFormats.ts'
import type { Report } from './report.ts'
import { useMessage } from './useMessage.ts'
import { reasons, summarise } from './verdict.ts'
import classes from './VerdictCard.module.css'

/** The verdict in one look: seal, one sentence, and why. */
export function VerdictCard({ report, alone }: { readonly report: Report; readonly alone: boolean }) {
  const { t } = useTranslation('verify')
  const say = useMessage()
  const { dateTime, exact, list } = useFormats()
  const { tone, title, count, bad, fingerprint, names, since } = summarise(report)
  const why = [...new Set(reasons(report).map(say))]
  const Heading = alone ? 'h1' : 'h2'
  return (
    <div className={`${classes['verdict']} ${classes[tone]}`} role="status">
      <Seal fingerprint={fingerprint} verdict={tone} size="big" silent />
      <div className={classes['words']}>
        <Heading>{t(`verdict.${title}`, { count, bad })}</Heading>
        {tone === 'good' && since !== undefined && <p>{t('verdict.goodText', { count, time: dateTime(since), names: list(names) })}</p>}
        {tone !== 'good' && why.length === 0 && <p>{t(`verdict.${title}Text`)}</p>}
        {tone !== 'good' && why.map((sentence) => <p key={sentence}>{sentence}</p>)}
        <p className="small soft">{t('verdict.at', { time: exact(report.validationTime) })}</p>
      </div>
    </div>
  )
}
