/** What a page needs to sign any file with a PKCS#12 file. */
import { createDigest, digestOfSignature, signingKeyFrom } from '@countersign/engine/algorithms'
import { signCades } from '@countersign/engine/cades'
import { openKeystore } from '@countersign/engine/keystore'
import { parseCertificate } from '@countersign/engine/x509'

export async function signFile(file: Uint8Array, keyFile: Uint8Array, password: string, signingTime: Date): Promise<Uint8Array> {
  const [entry] = await openKeystore(keyFile, password)
  if (entry?.certificate === undefined) throw new Error('no certificate beside the key')
  const key = await signingKeyFrom(entry.privateKey)
  const digestAlgorithm = digestOfSignature(key.algorithm)
  const running = createDigest(digestAlgorithm)
  running.update(file)
  return signCades({ digest: running.finish(), digestAlgorithm, certificate: parseCertificate(entry.certificate), chain: entry.chain, signingTime, key })
}
