/** ASiC with CAdES in one call (EN 319 162-1 §4.3, §4.4): ASiC-E signs a list of documents, ASiC-S the one document it holds. */
import { buildAsicE, buildAsicS, prepareAsicManifest, type DocumentToPack } from '../container/index.ts'
import { MisuseError } from '../errors.ts'
import type { Level } from './level.ts'
import { raiseContainer } from './raise-container.ts'
import { signCms } from './sign-cms.ts'
import type { Signer, Sources } from './sources.ts'

export type ContainerSigning = Signer &
  Sources & {
    readonly format: 'asic-e' | 'asic-s'
    readonly level: Level
    /** The present: the claimed time of signing, and the time that the archive shows. */
    readonly at: Date
  }

export async function signContainer(documents: readonly DocumentToPack[], signing: ContainerSigning): Promise<Uint8Array> {
  const { at, format } = signing
  const [document, surplus] = documents
  if (document === undefined || (format === 'asic-s' && surplus !== undefined)) throw new MisuseError('ASiC-S holds one document, ASiC-E at least one')
  const over = (content: Uint8Array): Promise<Uint8Array> => signCms(content, { ...signing, level: 'B', detached: true })
  if (format === 'asic-s') return raiseContainer(buildAsicS({ document, cms: await over(document.bytes), at }), { ...signing, refuseRevoked: true })
  const manifest = prepareAsicManifest(documents)
  const container = buildAsicE({ documents, signatures: [{ manifest, cms: await over(manifest) }], at })
  return raiseContainer(container, { ...signing, refuseRevoked: true })
}
