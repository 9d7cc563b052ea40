/** What reading and appending need of an encrypted file, whatever its security handler (ISO 32000-1 §7.6). */
import type { PdfObject, PdfStream } from '../objects.ts'

export type Decryption = {
  string(bytes: Uint8Array, number: number, generation: number): Promise<Uint8Array>
  stream(stream: PdfStream, bytes: Uint8Array): Promise<Uint8Array>
  encryptString(bytes: Uint8Array, number: number, generation: number): Promise<Uint8Array>
  encryptStream(bytes: Uint8Array, number: number, generation: number): Promise<Uint8Array>
  /** Permission bits (/P, Table 22). */
  readonly permissions: number
}

/**
 * Every string inside an object, decrypted. The /Contents of a signature dictionary is never encrypted (§7.6.1), and is told by its /ByteRange.
 */
export function decryptObject(decryption: Decryption, object: PdfObject, number: number, generation: number): Promise<PdfObject> {
  return mapStrings(object, (bytes) => decryption.string(bytes, number, generation))
}

export async function mapStrings(object: PdfObject, change: (bytes: Uint8Array) => Promise<Uint8Array>): Promise<PdfObject> {
  if (typeof object !== 'object' || object === null) return object
  if (object.kind === 'string') return { ...object, bytes: await change(object.bytes) }
  if (object.kind === 'array') {
    const items: PdfObject[] = []
    for (const item of object.items) items.push(await mapStrings(item, change))
    return { kind: 'array', items }
  }
  if (object.kind !== 'dictionary') return object
  const isSignature = object.entries.has('ByteRange')
  const entries = new Map<string, PdfObject>()
  for (const [key, value] of object.entries) entries.set(key, isSignature && key === 'Contents' ? value : await mapStrings(value, change))
  return { ...object, entries }
}
