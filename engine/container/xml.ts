/**
 * XML 1.0 with namespaces, as far as ASiC manifests need it: elements, attributes, text.
 * There is no DOCTYPE, hence no entities but the five predefined and character references. Budget: 10,000 elements, depth 32.
 */
import { MalformedError } from '../errors.ts'

export type XmlElement = {
  readonly namespace: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  readonly text: string
}

type Open = {
  readonly tag: string
  readonly namespace: string
  readonly name: string
  readonly attributes: Map<string, string>
  readonly children: XmlElement[]
  text: string
  readonly prefixes: ReadonlyMap<string, string>
}

const maximumElements = 10_000
const maximumDepth = 32
const token = /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y

export function readXml(bytes: Uint8Array): XmlElement {
  const text = decode(bytes)
  const open: Open[] = []
  let root: XmlElement | undefined
  let elements = 0
  const pattern = new RegExp(token)
  while (pattern.lastIndex < text.length) {
    const offset = pattern.lastIndex
    const match = pattern.exec(text)
    if (match === null) throw new MalformedError('not well-formed XML', offset)
    const [, characterData, closing, opening, attributeText = '', empty, plain] = match
    const parent = open.at(-1)
    if (characterData !== undefined && parent !== undefined) parent.text += characterData
    else if (plain !== undefined) {
      if (parent !== undefined) parent.text += unescape(plain, offset)
      else if (plain.trim() !== '') throw new MalformedError('text outside the root element', offset)
    } else if (opening !== undefined) {
      if (++elements > maximumElements || open.length >= maximumDepth) throw new MalformedError('XML beyond its budget', offset)
      if (parent === undefined && root !== undefined) throw new MalformedError('two root elements', offset)
      open.push(openElement(opening, attributeText, parent?.prefixes ?? new Map(), offset))
    }
    if (closing !== undefined || (opening !== undefined && empty === '/')) {
      const done = open.pop()
      if (done === undefined || (closing !== undefined && closing !== done.tag)) throw new MalformedError('an end tag without its start', offset)
      const element: XmlElement = { namespace: done.namespace, name: done.name, attributes: done.attributes, children: done.children, text: done.text }
      const holder = open.at(-1)
      if (holder === undefined) root = element
      else holder.children.push(element)
    }
  }
  if (root === undefined || open.length > 0) throw new MalformedError('XML that is cut off', text.length)
  return root
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new MalformedError('XML that is not UTF-8', 0)
  }
}

function openElement(tag: string, attributeText: string, inherited: ReadonlyMap<string, string>, offset: number): Open {
  const attributes = new Map<string, string>()
  const prefixes = new Map(inherited)
  for (const [, key = '', double, single] of attributeText.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (attributes.has(key)) throw new MalformedError('an attribute that stands twice', offset)
    const value = unescape(double ?? single ?? '', offset)
    attributes.set(key, value)
    if (key === 'xmlns') prefixes.set('', value)
    else if (key.startsWith('xmlns:')) prefixes.set(key.slice(6), value)
  }
  const colon = tag.indexOf(':')
  const prefix = colon < 0 ? '' : tag.slice(0, colon)
  const namespace = prefixes.get(prefix) ?? (prefix === '' ? '' : undefined)
  if (namespace === undefined) throw new MalformedError('a namespace prefix that is not declared', offset)
  return { tag, namespace, name: tag.slice(colon + 1), attributes, children: [], text: '', prefixes }
}

const predefined: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

function unescape(text: string, offset: number): string {
  return text.replace(/&([^;&]{0,12});?/g, (_, name: string) => {
    const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name)
    const code = number === null ? undefined : Number.parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16)
    if (code !== undefined && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code)
    const character = predefined.get(name)
    if (character === undefined) throw new MalformedError('an entity that is not predefined', offset)
    return character
  })
}
