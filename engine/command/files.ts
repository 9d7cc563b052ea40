/** Files as byte sources, results as files that appear whole, and trust anchors from PEM files and folders of them. */
import { appendFile, copyFile, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
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

export async function readWhole(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path))
}

/** The first bytes, enough to tell the format. */
export function readHead(path: string): Promise<Uint8Array> {
  return withFile(path, (source) => source.read(0, Math.min(1024, source.size)))
}

export function writeResult(path: string, bytes: Uint8Array): Promise<void> {
  return whole(path, (draft) => writeFile(draft, bytes))
}

/** The original with a tail behind it; the original may be the result's own place. */
export function writeAppended(original: string, tail: Uint8Array, path: string): Promise<void> {
  return whole(path, async (draft) => {
    await copyFile(original, draft)
    await appendFile(draft, tail)
  })
}

/** Nobody finds half a file: it is written beside its place and then put there. */
async function whole(path: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${path}.${process.pid}.part`
  try {
    await write(draft)
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
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
  const bytes = await readWhole(path)
  if (bytes[0] === 0x30) return [bytes]
  const certificates = fromPem(latin1(bytes)).filter(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label))
  if (certificates.length === 0) throw new UsageError(`${path} holds no certificate`)
  return certificates.map(({ der }) => der)
}
