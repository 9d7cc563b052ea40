import { create } from 'qrcode'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './QrCode.module.css'

/** Dark on white in both themes, with its quiet zone, because that is what cameras read. */
export function QrCode({ text, label, size = 'middle' }: { readonly text: string; readonly label?: string; readonly size?: 'middle' | 'big' }) {
  const { t } = useTranslation('ui')
  const { path, side } = useMemo(() => drawQr(text), [text])
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label ?? t('qr')}
      className={[classes['code'], classes[size]].join(' ')}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} className={classes['paper']} />
      <path d={path} className={classes['ink']} />
    </svg>
  )
}

const quietZone = 4

function drawQr(text: string): { path: string; side: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column + quietZone} ${row + quietZone}h1v1h-1z`
    }
  }
  return { path, side: modules.size + 2 * quietZone }
}
