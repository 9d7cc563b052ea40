import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useMemo, useState } from 'react'
import { type Found, findInPage } from './pdfFind.ts'

const none: readonly Found[] = []

type Search = { readonly document: PDFDocumentProxy; readonly sought: string; readonly found: readonly Found[]; readonly at: number }

/** Looks through all pages for what is typed; each page's text is read once. */
export function usePdfFind(document: PDFDocumentProxy | undefined, sought: string) {
  const [last, setLast] = useState<Search>()
  const textOf = useMemo(() => textReader(document), [document])

  useEffect(() => {
    if (document === undefined || sought.trim().length < 2) return
    let wanted = true
    const timer = setTimeout(() => {
      void (async () => {
        const found: Found[] = []
        for (let page = 1; page <= document.numPages && wanted; page++) found.push(...findInPage(await textOf(page), sought, page))
        if (wanted) setLast({ document, sought, found, at: 0 })
      })()
    }, 150)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [document, sought, textOf])

  const search = last?.document === document && last?.sought === sought ? last : undefined
  const found = search?.found ?? none
  const at = search?.at ?? 0
  const step = (by: 1 | -1) => {
    if (search !== undefined && found.length > 0) setLast({ ...search, at: (at + by + found.length) % found.length })
  }
  return { found, here: found[at], at, step }
}

function textReader(document: PDFDocumentProxy | undefined): (page: number) => Promise<readonly string[]> {
  const known = new Map<number, Promise<readonly string[]>>()
  return (page) => {
    const text = known.get(page) ?? (document === undefined ? Promise.resolve([]) : itemsOf(document, page))
    known.set(page, text)
    return text
  }
}

async function itemsOf(document: PDFDocumentProxy, page: number): Promise<readonly string[]> {
  const content = await (await document.getPage(page)).getTextContent()
  return content.items.flatMap((item) => ('str' in item ? [item.str] : []))
}
