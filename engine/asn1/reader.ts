/**
 * DER and BER reader (X.690): views into the original bytes, never copies, so that what was signed is hashed as received.
 * Iterative where input decides the depth. Left out on purpose: tag numbers above 30, REAL, external types.
 * Budget: depth 64 (`maximumDepth`), and `nodes` elements per document, 65,536 unless told otherwise.
 */
import { MalformedError } from '../errors.ts'

export type EncodingRules = 'DER' | 'BER'

/** One element: its identifier octet and where it stands in `source`. Offsets are absolute in `source`. */
export type Element = {
  readonly source: Uint8Array
  readonly tag: number
  readonly start: number
  readonly contentStart: number
  readonly contentEnd: number
  /** One past the last octet, end-of-contents octets included. */
  readonly end: number
  readonly depth: number
  readonly document: Document
}

type Document = { readonly rules: EncodingRules; nodesLeft: number }

export const maximumDepth = 64
const defaultNodeBudget = 65_536

/** The one element that fills `source`. Trailing bytes are refused. */
export function readDocument(source: Uint8Array, options: { readonly rules?: EncodingRules; readonly nodes?: number } = {}): Element {
  const element = readFirst(source, options)
  if (element.end !== source.length) throw new MalformedError('bytes after the end of the element', element.end)
  return element
}

/** The element at the start of `source`, whatever follows it. */
export function readFirst(source: Uint8Array, options: { readonly rules?: EncodingRules; readonly nodes?: number } = {}): Element {
  const document: Document = { rules: options.rules ?? 'DER', nodesLeft: options.nodes ?? defaultNodeBudget }
  return elementAt(document, source, 0, source.length, 0)
}

/** The elements inside a constructed one, in order. */
export function childrenOf(element: Element): Element[] {
  if ((element.tag & 0x20) === 0) throw new MalformedError('a primitive element has no parts', element.start)
  const children: Element[] = []
  let offset = element.contentStart
  while (offset < element.contentEnd) {
    const child = elementAt(element.document, element.source, offset, element.contentEnd, element.depth + 1)
    children.push(child)
    offset = child.end
  }
  return children
}

/** The whole element: identifier, length and content octets, as received. */
export function encodingOf(element: Element): Uint8Array {
  return element.source.subarray(element.start, element.end)
}

export function contentOf(element: Element): Uint8Array {
  return element.source.subarray(element.contentStart, element.contentEnd)
}

/** Reads `content` as a document of its own (an OCTET STRING that wraps DER, say), under the same budget. */
export function readInside(element: Element, content: Uint8Array = contentOf(element)): Element {
  const inner = elementAt(element.document, content, 0, content.length, element.depth + 1)
  if (inner.end !== content.length) throw new MalformedError('bytes after the end of the wrapped element', element.start)
  return inner
}

function elementAt(document: Document, source: Uint8Array, start: number, limit: number, depth: number): Element {
  if (depth > maximumDepth) throw new MalformedError(`nested deeper than ${maximumDepth}`, start)
  if (--document.nodesLeft < 0) throw new MalformedError('more elements than the budget allows', start)
  if (start + 2 > limit) throw new MalformedError('cut off inside an identifier or length', start)
  const tag = source[start] ?? 0
  if ((tag & 0x1f) === 0x1f) throw new MalformedError('tag numbers above 30 are not used here', start)
  const first = source[start + 1] ?? 0
  if (first === 0x80) return indefiniteElement(document, source, start, limit, depth, tag)
  const { contentStart, length } = definiteLength(document, source, start, limit, first)
  const end = contentStart + length
  if (end > limit) throw new MalformedError('length reaches past the enclosing element', start)
  return { source, tag, start, contentStart, contentEnd: end, end, depth, document }
}

function definiteLength(document: Document, source: Uint8Array, start: number, limit: number, first: number): { contentStart: number; length: number } {
  if (first < 0x80) return { contentStart: start + 2, length: first }
  const octets = first & 0x7f
  // Six octets reach 256 TiB; more could not be a JavaScript offset.
  if (octets > 6 || start + 2 + octets > limit) throw new MalformedError('length is cut off or too large', start)
  let length = 0
  for (let i = 0; i < octets; i++) length = length * 256 + (source[start + 2 + i] ?? 0)
  // X.690 §10.1: DER uses the shortest form.
  if (document.rules === 'DER' && (length < 0x80 || length < 256 ** (octets - 1))) throw new MalformedError('length is not in its shortest form', start)
  return { contentStart: start + 2 + octets, length }
}

/** X.690 §8.1.3.6. Walks to the matching end-of-contents octets without recursion. */
function indefiniteElement(document: Document, source: Uint8Array, start: number, limit: number, depth: number, tag: number): Element {
  if (document.rules === 'DER') throw new MalformedError('indefinite length is not DER', start)
  if ((tag & 0x20) === 0) throw new MalformedError('indefinite length on a primitive element', start)
  let offset = start + 2
  let open = 1
  while (open > 0) {
    if (offset + 2 > limit) throw new MalformedError('no end-of-contents octets', start)
    const inner = source[offset] ?? 0
    const first = source[offset + 1] ?? 0
    if (--document.nodesLeft < 0) throw new MalformedError('more elements than the budget allows', offset)
    if (inner === 0 && first === 0) {
      open -= 1
      offset += 2
    } else if (first === 0x80) {
      if ((inner & 0x20) === 0) throw new MalformedError('indefinite length on a primitive element', offset)
      if (++open + depth > maximumDepth) throw new MalformedError(`nested deeper than ${maximumDepth}`, offset)
      offset += 2
    } else {
      const { contentStart, length } = definiteLength(document, source, offset, limit, first)
      offset = contentStart + length
      if (offset > limit) throw new MalformedError('length reaches past the enclosing element', offset)
    }
  }
  return { source, tag, start, contentStart: start + 2, contentEnd: offset - 2, end: offset, depth, document }
}
