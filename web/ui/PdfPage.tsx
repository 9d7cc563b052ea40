import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Found, rangesOf } from './pdfFind.ts'
import classes from './PdfView.module.css'

type PdfPageProps = {
  readonly document: PDFDocumentProxy
  readonly number: number
  /** CSS pixels a page is wide; its height follows from its own shape. */
  readonly width: number
  /** Of the first page, until this page's own is known. */
  readonly ratio: number
  readonly found: readonly Found[]
  readonly at: Found | undefined
}

/** One sheet. It is drawn while it is near the window and forgotten when it is far, so that memory does not grow with the document. */
export function PdfPage({ document, number, width, ratio, found, at }: PdfPageProps) {
  const { t } = useTranslation('ui')
  const sheet = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const words = useRef<{ readonly elements: readonly HTMLElement[]; readonly items: readonly string[] }>(undefined)
  const [near, setNear] = useState(false)
  const [page, setPage] = useState<PDFPageProxy>()
  const [drawn, setDrawn] = useState(0)

  useEffect(() => {
    if (sheet.current === null) return
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: sheet.current.parentElement,
      rootMargin: '800px 0px',
    })
    observer.observe(sheet.current)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!near || page !== undefined) return
    let wanted = true
    void document.getPage(number).then((loaded) => {
      if (wanted) setPage(loaded)
    })
    return () => void (wanted = false)
  }, [document, near, number, page])

  useEffect(() => {
    const [surface, layer] = [canvas.current, text.current]
    if (!near || page === undefined || surface === null || layer === null) return
    const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width })
    const density = Math.min(window.devicePixelRatio, 2, Math.sqrt(16_000_000 / (viewport.width * viewport.height)))
    surface.width = Math.floor(viewport.width * density)
    surface.height = Math.floor(viewport.height * density)
    const task = page.render({ canvas: surface, viewport, transform: [density, 0, 0, density, 0, 0] })
    let wanted = true
    let cancelText = () => undefined as void
    void (async () => {
      try {
        const { TextLayer } = await import('pdfjs-dist')
        if (!wanted) return
        layer.replaceChildren()
        layer.style.setProperty('--total-scale-factor', String(viewport.scale))
        const textLayer = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport })
        cancelText = () => textLayer.cancel()
        await Promise.all([task.promise, textLayer.render()])
        words.current = { elements: textLayer.textDivs, items: textLayer.textContentItemsStr }
        setDrawn((count) => count + 1)
      } catch {
        // Scrolled past before it was finished, or a page that cannot be drawn: the sheet stays blank.
      }
    })()
    return () => {
      wanted = false
      task.cancel()
      cancelText()
      words.current = undefined
      surface.width = surface.height = 0
      layer.replaceChildren()
    }
  }, [near, page, width])

  useEffect(() => {
    const shown = words.current
    if (shown === undefined || !('highlights' in CSS)) return
    const mark = (name: string, matches: readonly Found[]) => {
      const highlight = CSS.highlights.get(name) ?? new Highlight()
      CSS.highlights.set(name, highlight)
      const ranges = matches.flatMap((match) => rangesOf(shown.elements, shown.items, match))
      for (const range of ranges) highlight.add(range)
      return () => {
        for (const range of ranges) highlight.delete(range)
      }
    }
    const clearAll = mark('pdf-found', found)
    const clearAt = mark('pdf-found-here', at === undefined ? [] : [at])
    return () => {
      clearAll()
      clearAt()
    }
  }, [found, at, drawn])

  const own = page?.getViewport({ scale: 1 })
  return (
    <section
      ref={sheet}
      className={classes['sheet']}
      aria-label={t('pdf.pageLabel', { page: number })}
      data-page={number}
      style={{ width, height: width * (own === undefined ? ratio : own.height / own.width) }}
    >
      <canvas ref={canvas} width={0} height={0} aria-hidden="true" />
      <div ref={text} className={classes['text']} />
    </section>
  )
}
