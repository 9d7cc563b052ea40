/**
 * ASiC and our archive brought up to a level (EN 319 162-1 §4.3.4, §4.4.4): up to LT inside each CAdES signature; LTA inside it too, or in ASiC-E
 * by a time-stamp over an archive manifest. What an archive time-stamp covers is not touched any more.
 */
import { digest } from '../algorithms/index.ts'
import { readContainer, writeZip, type Container } from '../container/index.ts'
import { MisuseError } from '../errors.ts'
import { archiveManifestName, earlierManifestName, writeArchiveManifest } from './archive-manifest.ts'
import { reaches, timestampOf } from './level.ts'
import { raiseCms, type Raise } from './raise-cms.ts'
import { withValidationData } from './raise-token.ts'
import { timestampDigest } from './sources.ts'

type Files = Map<string, Uint8Array>

export async function raiseContainer(bytes: Uint8Array, raise: Raise): Promise<Uint8Array> {
  const container = readContainer(bytes)
  const signatures = container.signatures.filter(({ kind }) => kind === 'cades')
  if (signatures.length === 0) throw new MisuseError('the container carries no CAdES signature')
  const files: Files = new Map(container.files.map((file) => [file.name, file.read()]))
  const byManifest = container.kind === 'asic-e'
  const level = byManifest && raise.level === 'LTA' ? 'LT' : raise.level
  for (const signature of signatures) {
    if (isArchived(container, signature.name)) continue
    const { content } = signature
    const documentDigest = content === undefined ? undefined : async (name: Parameters<typeof digest>[0]) => digest(name, content.bytes)
    files.set(signature.name, await raiseCms(signature.bytes, { ...raise, level }, documentDigest))
  }
  if (byManifest && reaches(raise.level, 'LTA')) await addArchiveTimestamp(container, files, raise)
  return writeZip(
    [...files].map(([name, content]) => ({ name, bytes: content, stored: name === 'mimetype' })),
    raise.at,
  )
}

function isArchived({ signatures }: Container, name: string): boolean {
  return signatures.some(({ kind, covered }) => kind === 'timestamp' && covered.some((file) => file.name === name))
}

async function addArchiveTimestamp(container: Container, files: Files, raise: Raise): Promise<void> {
  for (const earlier of container.signatures.filter(({ kind, name }) => kind === 'timestamp' && !isArchived(container, name)))
    files.set(earlier.name, await withValidationData(earlier.bytes, raise))
  const newest = files.get(archiveManifestName)
  if (newest !== undefined) {
    files.delete(archiveManifestName)
    files.set(
      free((number) => earlierManifestName(number), files),
      newest,
    )
  }
  const timestamp = free((number) => `META-INF/timestamp${String(number).padStart(3, '0')}.tst`, files)
  const manifest = writeArchiveManifest(
    timestamp,
    [...files].filter(([name]) => name !== 'mimetype').map(([name, content]) => ({ name, bytes: content })),
  )
  files.set(archiveManifestName, manifest)
  files.set(timestamp, await timestampOf(raise)(timestampDigest, digest(timestampDigest, manifest)))
}

function free(name: (number: number) => string, files: Files): string {
  let number = 1
  while (files.has(name(number))) number += 1
  return name(number)
}
