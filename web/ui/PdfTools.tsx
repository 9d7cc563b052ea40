import { useTranslation } from 'react-i18next'
import { IconArrowLeft, IconArrowRight, IconMinus, IconPlus, IconSearch, IconX } from './icons.ts'
import classes from './PdfView.module.css'
import { useFormats } from './useFormats.ts'

type PdfToolsProps = {
  readonly page: number
  readonly pages: number
  readonly zoom: number
  readonly onZoom: (direction: 1 | -1 | 0) => void
  readonly sought: string | undefined
  readonly onSeek: (text: string | undefined) => void
  readonly matches: number
  readonly at: number
  readonly onStep: (by: 1 | -1) => void
}

export function PdfTools({ page, pages, zoom, onZoom, sought, onSeek, matches, at, onStep }: PdfToolsProps) {
  const { t } = useTranslation('ui')
  const { percent } = useFormats()
  if (sought !== undefined)
    return (
      <div className={classes['tools']} role="search">
        <input
          className={classes['find']}
          type="text"
          autoComplete="off"
          autoFocus
          aria-label={t('pdf.findLabel')}
          placeholder={t('pdf.findLabel')}
          value={sought}
          onChange={(event) => onSeek(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
            if (event.key === 'Escape') onSeek(undefined)
          }}
        />
        <span className={classes['count']} role="status">
          {matches > 0 ? t('pdf.matches', { at: at + 1, count: matches }) : sought.trim().length > 1 ? t('pdf.noMatches') : ''}
        </span>
        <button type="button" aria-label={t('pdf.previous')} disabled={matches === 0} onClick={() => onStep(-1)}>
          <IconArrowLeft aria-hidden="true" />
        </button>
        <button type="button" aria-label={t('pdf.next')} disabled={matches === 0} onClick={() => onStep(1)}>
          <IconArrowRight aria-hidden="true" />
        </button>
        <button type="button" aria-label={t('pdf.findClose')} onClick={() => onSeek(undefined)}>
          <IconX aria-hidden="true" />
        </button>
      </div>
    )
  return (
    <div className={classes['tools']}>
      <span className={classes['count']} aria-live="polite">
        {t('pdf.page', { page, total: pages })}
      </span>
      <span className={classes['zoom']}>
        <button type="button" aria-label={t('pdf.zoomOut')} onClick={() => onZoom(-1)}>
          <IconMinus aria-hidden="true" />
        </button>
        <button type="button" className={classes['share']} aria-label={`${percent(zoom)}, ${t('pdf.zoomFit')}`} onClick={() => onZoom(0)}>
          {percent(zoom)}
        </button>
        <button type="button" aria-label={t('pdf.zoomIn')} onClick={() => onZoom(1)}>
          <IconPlus aria-hidden="true" />
        </button>
      </span>
      <button type="button" onClick={() => onSeek('')}>
        <IconSearch aria-hidden="true" />
        {t('pdf.find')}
      </button>
    </div>
  )
}
