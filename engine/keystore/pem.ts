/** PEM (RFC 7468): lax reading, strict writing. */
import { fromBase64, toBase64 } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'

/** `headers` are those of RFC 1421, which only OpenSSL's old private keys still have. */
export type PemBlock = { readonly label: string; readonly der: Uint8Array; readonly headers: ReadonlyMap<string, string> }

export function fromPem(text: string): PemBlock[] {
  const blocks: PemBlock[] = []
  for (const [, label = '', body = ''] of text.matchAll(/-----BEGIN ([A-Z0-9 #.]{1,64})-----([^-]*(?:-(?!----)[^-]*)*)-----END \1-----/g)) {
    const headers = new Map<string, string>()
    const encoded = body.replace(/^([A-Za-z][A-Za-z0-9-]*): *(.*)$/gm, (_, name: string, value: string) => {
      headers.set(name, value.trim())
      return ''
    })
    blocks.push({ label, der: fromBase64(encoded), headers })
  }
  return blocks
}

export function toPem(label: string, der: Uint8Array): string {
  if (!/^[A-Z0-9]+(?: [A-Z0-9]+)*$/.test(label)) throw new MisuseError(`"${label}" is not a PEM label`)
  return `-----BEGIN ${label}-----\n${toBase64(der).replace(/.{64}(?=.)/g, '$&\n')}\n-----END ${label}-----\n`
}
