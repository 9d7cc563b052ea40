/** Files as byte sources, and trust anchors from PEM files and folders of them. */
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { latin1 } from '../bytes/index.ts'
import { fromPem } from '../keystore/index.ts'
import type { ByteSource } from '../ports.ts'
import { UsageError } from './arguments.ts'

/** Runs `use` with the file open, and closes it. */
export async function withFile<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    return await use({
      size,
      read: async (start, end) => {
        const bytes = new Uint8Array(end - start)
        for (let filled = 0; filled < bytes.length;) {
          const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled)
          if (bytesRead === 0) throw new RangeError(`${path} became shorter while it was read`)
          filled += bytesRead
        }
        return bytes
      },
    })
  } finally {
    await handle.close()
  }
}

export async function readTrust(paths: readonly string[]): Promise<Uint8Array[]> {
  return (await Promise.all(paths.map(certificatesAt))).flat()
}

async function certificatesAt(path: string): Promise<Uint8Array[]> {
  if ((await stat(path)).isDirectory()) {
    const names = (await readdir(path)).filter((name) => /\.(pem|crt|cer|der)$/i.test(name)).toSorted()
    return (await Promise.all(names.map((name) => certificatesAt(join(path, name))))).flat()
  }
  const bytes = new Uint8Array(await readFile(path))
  if (bytes[0] === 0x30) return [bytes]
  const certificates = fromPem(latin1(bytes)).filter(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label))
  if (certificates.length === 0) throw new UsageError(`${path} holds no certificate`)
  return certificates.map(({ der }) => der)
}
