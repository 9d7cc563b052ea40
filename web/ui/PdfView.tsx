import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailedState } from './FailedState.tsx'
import { PdfPage } from './PdfPage.tsx'
import { PdfTools } from './PdfTools.tsx'
import classes from './PdfView.module.css'
import { Skeleton } from './Skeleton.tsx'
import { usePdf } from './usePdf.ts'
import { usePdfFind } from './usePdfFind.ts'
import type { PdfSource } from './pdfDocument.ts'

type PdfViewProps = {
  /** Bytes that this page holds, or an address of ours. Keep the same object while it is the same document. */
  readonly source: PdfSource
  /** The document's name, for those who hear the page. */
  readonly label: string
  /** `window`: a part of the page. `fill`: the whole height of what it stands in. */
  readonly height?: 'window' | 'fill'
  readonly onOpen?: (pages: number) => void
  /** Where the pages cannot be shown: the way to download the file. */
  readonly instead?: ReactNode
}

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]

/** The pages of a PDF. Arrows left and right turn pages, plus and minus zoom, Ctrl or ⌘ F finds. */
export function PdfView({ source, label, height = 'window', onOpen, instead }: PdfViewProps) {
  const { t } = useTranslation('ui')
  const scroller = useRef<HTMLDivElement>(null)
  const [attempt, setAttempt] = useState(0)
  const [room, setRoom] = useState(0)
  const [zoom, setZoom] = useState(1)
  const [page, setPage] = useState(1)
  const [sought, setSought] = useState<string>()
  const state = usePdf(source, attempt)
  const pages = state.kind === 'open' ? state.pages : 0
  const { found, here, at, step } = usePdfFind(state.kind === 'open' ? state.document : undefined, sought ?? '')
  const tall = useRef(0)
  const tellOpen = useEffectEvent((count: number) => onOpen?.(count))

  useEffect(() => {
    if (pages > 0) tellOpen(pages)
  }, [pages])
  useEffect(() => {
    const box = scroller.current
    if (box === null) return
    const observer = new ResizeObserver(() => setRoom(Math.floor(box.clientWidth)))
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  const sheetOf = (number: number) => scroller.current?.querySelector<HTMLElement>(`[data-page="${number}"]`)
  const goTo = (number: number) => {
    const sheet = sheetOf(Math.min(pages, Math.max(1, number)))
    if (sheet !== null && sheet !== undefined) scroller.current?.scrollTo({ top: sheet.offsetTop - 8 })
  }
  const showFound = useEffectEvent(goTo)
  const onScroll = () => {
    const box = scroller.current
    if (box === null) return
    const middle = box.scrollTop + box.clientHeight / 2
    const sheets = [...box.querySelectorAll<HTMLElement>('[data-page]')]
    const current = sheets.findLast((sheet) => sheet.offsetTop <= middle)
    if (current !== undefined) setPage(Number(current.dataset['page']))
  }
  useEffect(() => {
    if (here !== undefined) showFound(here.page)
  }, [here])

  const zoomBy = (direction: 1 | -1 | 0) =>
    setZoom((now) => (direction === 0 ? 1 : ((direction === 1 ? zooms.find((each) => each > now) : zooms.findLast((each) => each < now)) ?? now)))
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
      event.preventDefault()
      setSought((now) => now ?? '')
    }
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey) return
    const act = {
      ArrowRight: () => goTo(page + 1),
      ArrowLeft: () => goTo(page - 1),
      Home: () => goTo(1),
      End: () => goTo(pages),
      '+': () => zoomBy(1),
      '=': () => zoomBy(1),
      '-': () => zoomBy(-1),
      '0': () => zoomBy(0),
    }[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  const width = Math.max(160, Math.floor((room - 16) * zoom))
  const laidOut = pages > 0 && room > 0
  // Zooming keeps the place: what was in the middle of the window stays there.
  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null) return
    const middle = box.clientHeight / 2
    if (tall.current > 0) box.scrollTop = ((box.scrollTop + middle) * box.scrollHeight) / tall.current - middle
    tall.current = laidOut ? box.scrollHeight : 0
  }, [width, laidOut])
  const byPage = useMemo(() => Map.groupBy(found, (match) => match.page), [found])
  if (state.kind === 'failed')
    return (
      <FailedState
        what={t('pdf.failed')}
        safe={t(state.because === 'password' ? 'pdf.password' : 'pdf.failedSafe')}
        onRetry={state.because === 'password' ? undefined : () => setAttempt(attempt + 1)}
        action={instead}
      />
    )
  return (
    <section className={[classes['view'], classes[height]].join(' ')} aria-label={label} onKeyDown={onKeyDown}>
      <div ref={scroller} className={classes['scroller']} tabIndex={0} role="group" aria-label={`${t('pdf.document')}: ${label}`} onScroll={onScroll}>
        {state.kind === 'opening' ? (
          <Skeleton shape="sheet" count={1} />
        ) : (
          room > 0 &&
          Array.from({ length: pages }, (_, index) => (
            <PdfPage
              key={index}
              document={state.document}
              number={index + 1}
              width={width}
              ratio={state.ratio}
              found={byPage.get(index + 1) ?? none}
              at={here?.page === index + 1 ? here : undefined}
            />
          ))
        )}
      </div>
      {state.kind === 'open' && (
        <PdfTools page={page} pages={pages} zoom={zoom} onZoom={zoomBy} sought={sought} onSeek={setSought} matches={found.length} at={at} onStep={step} />
      )}
    </section>
  )
}

const none = [] as const
