/** CAdES in one call (EN 319 122-1). */
import { createDigest, digestOfSignature, type DigestName } from '../algorithms/index.ts'
import { signCades } from '../cades/index.ts'
import { asSource, forEachSlice } from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import { parseCertificate } from '../x509/index.ts'
import type { Level } from './level.ts'
import { raiseCms } from './raise-cms.ts'
import type { Signer, Sources } from './sources.ts'

export type CmsSigning = Signer &
  Sources & {
    readonly level: Level
    /** The present: the claimed time of signing. */
    readonly at: Date
    /** The document stays outside. Otherwise it is carried inside, and held in memory. */
    readonly detached?: boolean | undefined
  }

export async function signCms(content: Uint8Array | ByteSource, signing: CmsSigning): Promise<Uint8Array> {
  const source = asSource(content)
  const digestAlgorithm = digestOfSignature(signing.key.algorithm)
  const documentDigest = digestsOf(source)
  const cms = await signCades({
    digest: await documentDigest(digestAlgorithm),
    digestAlgorithm,
    ...(signing.detached === true ? {} : { content: await source.read(0, source.size) }),
    certificate: parseCertificate(signing.certificate),
    chain: signing.chain ?? [],
    signingTime: signing.at,
    key: signing.key,
  })
  return raiseCms(cms, { ...signing, refuseRevoked: true }, documentDigest)
}

/** Hashes by slices, each algorithm once. */
export function digestsOf(source: ByteSource): (name: DigestName) => Promise<Uint8Array> {
  const known = new Map<DigestName, Promise<Uint8Array>>()
  const hashed = async (name: DigestName): Promise<Uint8Array> => {
    const running = createDigest(name)
    await forEachSlice(source, 0, source.size, (slice) => running.update(slice))
    return running.finish()
  }
  return (name) => {
    const digest = known.get(name) ?? hashed(name)
    known.set(name, digest)
    return digest
  }
}
