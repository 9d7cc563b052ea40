import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Seal.module.css'
import { drawSeal } from './sealDrawing.ts'

export type Verdict = 'good' | 'wait' | 'bad'

type SealProps = {
  /** SHA-256 of the certificate, hexadecimal. Without one (nobody has signed yet) an empty ring stands in its place. */
  readonly fingerprint?: string | undefined
  readonly verdict?: Verdict
  readonly size?: 'tiny' | 'small' | 'middle' | 'big'
  /** Beside the words of a chip the drawing says nothing new and is not read aloud. */
  readonly silent?: boolean
}

export function Seal({ fingerprint, verdict = 'good', size = 'middle', silent = false }: SealProps) {
  const { t } = useTranslation('ui')
  const drawing = useMemo(() => (fingerprint === undefined ? undefined : drawSeal(fingerprint)), [fingerprint])
  const said = silent
    ? { 'aria-hidden': true }
    : {
        role: 'img',
        'aria-label': fingerprint === undefined ? t('seal.none') : t('seal.of', { fingerprint: fingerprint.slice(0, 8), verdict: t(`verdict.${verdict}`) }),
      }
  const className = [classes['seal'], classes[size], classes[verdict]].join(' ')
  if (drawing === undefined)
    return (
      <svg viewBox="0 0 112 112" className={className} {...said}>
        <circle cx="56" cy="56" r="53.76" className={classes['empty']} />
      </svg>
    )
  const centre = drawing.size / 2
  return (
    <svg viewBox={`0 0 ${drawing.size} ${drawing.size}`} className={className} {...said}>
      <circle cx={centre} cy={centre} r={drawing.ring} className={classes['ring']} />
      <g className={classes['outer']}>
        {drawing.outer.map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
      <g className={classes['inner']}>
        {drawing.inner.map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
      <circle cx={centre} cy={centre} r={drawing.dot} className={classes['dot']} />
      {verdict === 'good' && <path d={drawing.tick} className={classes['mark']} />}
      {verdict === 'bad' && <path d={`M${centre - 7} ${centre - 7}l14 14m0-14l-14 14`} className={classes['mark']} />}
    </svg>
  )
}
