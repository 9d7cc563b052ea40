/** PDF objects to bytes. Names and strings come out as the same bytes that went in; numbers never with an exponent. */
import { concatBytes, latin1, toHex, utf8 } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'
import type { PdfObject, PdfString } from './objects.ts'

/** Everything but a stream that stands in a file: those are never written anew. */
export function serialise(object: PdfObject): Uint8Array {
  return concatBytes(...piecesOf(object))
}

/** The same in pieces, so that what is large is copied once, by whoever puts the file together. */
export function piecesOf(object: PdfObject): readonly Uint8Array[] {
  const pieces = new Pieces()
  write(object, pieces)
  return pieces.finish()
}

/** Text is gathered and encoded in one go. */
class Pieces {
  readonly #pieces: Uint8Array[] = []
  #text = ''

  text(text: string): void {
    this.#text += text
  }
  bytes(bytes: Uint8Array): void {
    this.#flush()
    this.#pieces.push(bytes)
  }
  finish(): readonly Uint8Array[] {
    this.#flush()
    return this.#pieces
  }
  #flush(): void {
    if (this.#text !== '') this.#pieces.push(utf8(this.#text))
    this.#text = ''
  }
}

function write(object: PdfObject, to: Pieces): void {
  if (object === null) to.text('null')
  else if (typeof object === 'boolean') to.text(String(object))
  else if (typeof object === 'number') to.text(numberText(object))
  else if (object.kind === 'name') to.text(nameText(object.value))
  else if (object.kind === 'string') to.text(stringText(object))
  else if (object.kind === 'verbatim') to.bytes(object.bytes)
  else if (object.kind === 'reference') to.text(`${object.number} ${object.generation} R`)
  else if (object.kind === 'array') {
    to.text('[')
    object.items.forEach((item, index) => {
      if (index > 0) to.text(' ')
      write(item, to)
    })
    to.text(']')
  } else if (object.kind === 'dictionary') {
    to.text('<<')
    for (const [key, value] of object.entries) {
      to.text(`${nameText(key)} `)
      write(value, to)
    }
    to.text('>>')
  } else if (object.kind === 'new-stream') {
    write(object.dictionary, to)
    to.text('\nstream\n')
    to.bytes(object.bytes)
    to.text('\nendstream')
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

function stringText({ bytes, hexadecimal }: PdfString): string {
  const printable = hexadecimal !== true && bytes.length < 4096 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  return printable ? `(${latin1(bytes).replace(/[\\()]/g, '\\$&')})` : `<${toHex(bytes)}>`
}
