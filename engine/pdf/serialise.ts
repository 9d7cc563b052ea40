/** PDF objects to bytes. Names and strings come out as the same bytes that went in; numbers never with an exponent. */
import { concatBytes, latin1, toHex, utf8 } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import type { PdfObject, PdfString } from './objects.ts'

/** Everything but a stream that stands in a file: those are never written anew. */
export function serialise(object: PdfObject): Uint8Array {
  const parts: Uint8Array[] = []
  write(object, parts)
  return concatBytes(...parts)
}

function write(object: PdfObject, parts: Uint8Array[]): void {
  if (object === null) parts.push(utf8('null'))
  else if (typeof object === 'boolean') parts.push(utf8(String(object)))
  else if (typeof object === 'number') parts.push(utf8(numberText(object)))
  else if (object.kind === 'name') parts.push(utf8(nameText(object.value)))
  else if (object.kind === 'string') parts.push(stringBytes(object))
  else if (object.kind === 'verbatim') parts.push(object.bytes)
  else if (object.kind === 'reference') parts.push(utf8(`${object.number} ${object.generation} R`))
  else if (object.kind === 'array') {
    parts.push(utf8('['))
    object.items.forEach((item, index) => {
      if (index > 0) parts.push(utf8(' '))
      write(item, parts)
    })
    parts.push(utf8(']'))
  } else if (object.kind === 'dictionary') {
    parts.push(utf8('<<'))
    for (const [key, value] of object.entries) {
      parts.push(utf8(`${nameText(key)} `))
      write(value, parts)
    }
    parts.push(utf8('>>'))
  } else if (object.kind === 'new-stream') {
    write(object.dictionary, parts)
    parts.push(utf8('\nstream\n'), object.bytes, utf8('\nendstream'))
  } else throw new MisuseError('a stream of the file cannot be written again')
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new MisuseError('PDF has no such number')
  const text = String(value)
  return text.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : text
}

/** §7.3.5: everything outside `!` to `~`, delimiters and `#` as `#xx`. */
function nameText(value: string): string {
  return `/${value.replace(/[^!-~]|[()<>[\]{}/%#]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
}

function stringBytes({ bytes, hexadecimal }: PdfString): Uint8Array {
  const printable = hexadecimal !== true && bytes.length < 4096 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  if (!printable) return utf8(`<${toHex(bytes)}>`)
  return utf8(`(${latin1(bytes).replace(/[\\()]/g, '\\$&')})`)
}
