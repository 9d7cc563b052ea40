/** A PDF of 500 MB signed from the disk, in a process of its own so that its memory is its own, against reading and hashing it. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { open, rm, mkdtemp, stat, writeFile, appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { latin1, toBase64, utf8 } from '@countersign/engine/bytes'
import type { Holder } from '../engine/validation/test-pki.ts'
import type { Row } from './row.ts'

const megabytes = 500
const slice = 1024 * 1024

export async function* largePdfRows(signer: Holder): AsyncIterable<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  try {
    const file = join(folder, 'large.pdf')
    await writeLarge(file)
    // Twice: the first reading brings the file into memory, for both alike.
    await readAndHash(file)
    const bare = await seconds(() => readAndHash(file))
    const { time, memory } = await signed(file, signer)
    yield {
      name: `${megabytes} MB PDF signed, times read-and-hash`,
      value: time / bare,
      unit: '×',
      limit: { value: 1.3, side: 'at most' },
      peer: { name: 'read and SHA-256', value: bare, ratio: bare / time },
    }
    yield { name: `${megabytes} MB PDF signed, memory of the process`, value: memory, unit: 'MB' }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** One page, and a stream of many megabytes that nothing shows. */
async function writeLarge(file: string): Promise<void> {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 144]>>', '<</Type/Page/Parent 2 0 R>>']
  await writeFile(file, '%PDF-1.7\n')
  const offsets: number[] = []
  const add = async (bytes: Uint8Array | string): Promise<void> => appendFile(file, bytes)
  for (const [index, body] of objects.entries()) {
    offsets.push((await stat(file)).size)
    await add(`${index + 1} 0 obj\n${body}\nendobj\n`)
  }
  offsets.push((await stat(file)).size)
  await add(`4 0 obj\n<</Length ${megabytes * slice}>>\nstream\n`)
  const filling = new Uint8Array(slice).fill(0x2e)
  for (let count = 0; count < megabytes; count += 1) await add(filling)
  await add('\nendstream\nendobj\n')
  const start = (await stat(file)).size
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  await add(utf8(`xref\n0 5\n0000000000 65535 f \n${table}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`))
}

async function readAndHash(file: string): Promise<void> {
  const handle = await open(file)
  try {
    const hash = createHash('sha256')
    const buffer = new Uint8Array(slice)
    for (let read = slice; read > 0;) {
      ;({ bytesRead: read } = await handle.read(buffer, 0, slice))
      hash.update(buffer.subarray(0, read))
    }
    hash.digest()
  } finally {
    await handle.close()
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function signed(file: string, signer: Holder): Promise<{ readonly time: number; readonly memory: number }> {
  const words = [file, toBase64(signer.privateKey), toBase64(signer.certificate.der)]
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [join(import.meta.dirname, 'sign-large-pdf.ts'), ...words], (error, text) => (error === null ? resolve(text) : reject(error)))
  })
  return JSON.parse(latin1(utf8(output)))
}
