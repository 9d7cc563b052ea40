/** The process that bench/engine-large-pdf.ts measures: signs FILE with KEY and CERTIFICATE (base64), appends, and tells time and peak memory. */
import { appendFile, open } from 'node:fs/promises'
import { signingKeyFrom } from '@countersign/engine/algorithms'
import { fromBase64 } from '@countersign/engine/bytes'
import { signPdf } from '@countersign/engine/signing'

const [file = '', privateKey = '', certificate = ''] = process.argv.slice(2)
const key = await signingKeyFrom(fromBase64(privateKey))
const start = performance.now()
const handle = await open(file)
const { size } = await handle.stat()
const source = {
  size,
  read: async (from: number, to: number) => {
    const bytes = new Uint8Array(to - from)
    await handle.read(bytes, 0, bytes.length, from)
    return bytes
  },
}
const { tail } = await signPdf(source, { key, certificate: fromBase64(certificate), level: 'B', at: new Date() })
await handle.close()
await appendFile(file, tail)
const time = (performance.now() - start) / 1000
process.stdout.write(JSON.stringify({ time, memory: process.resourceUsage().maxRSS / 1024 }))
