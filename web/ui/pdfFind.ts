/** Where a word stands in the text of a page, letter case and spacing aside. */

export type Found = { readonly page: number; readonly start: number; readonly end: number }

/** The items of a page's text as pdf.js gives them, in the order in which its text layer shows them. */
export function findInPage(items: readonly string[], sought: string, page: number): Found[] {
  const pattern = sought
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(String.raw`\s*`)
  if (pattern === '') return []
  return [...items.join('').matchAll(new RegExp(pattern, 'giu'))].map((match) => ({ page, start: match.index, end: match.index + match[0].length }))
}

/** A stretch of the page's text as ranges over the elements that show it. */
export function rangesOf(elements: readonly HTMLElement[], items: readonly string[], found: Found): Range[] {
  const ranges: Range[] = []
  let at = 0
  for (const [index, item] of items.entries()) {
    const start = Math.max(found.start, at) - at
    const end = Math.min(found.end, at + item.length) - at
    const node = elements[index]?.firstChild
    if (start < end && node instanceof Text && end <= node.length) {
      const range = new Range()
      range.setStart(node, start)
      range.setEnd(node, end)
      ranges.push(range)
    }
    at += item.length
  }
  return ranges
}
