/** What a page needs to sign a PDF with a PKCS#12 file. */
import { signingKeyFrom } from '@countersign/engine/algorithms'
import { openKeystore } from '@countersign/engine/keystore'
import { preparePades } from '@countersign/engine/pades'
import { parseCertificate } from '@countersign/engine/x509'

export async function signPdf(file: Uint8Array, keyFile: Uint8Array, password: string, signingTime: Date): Promise<Uint8Array> {
  const [entry] = await openKeystore(keyFile, password)
  if (entry?.certificate === undefined) throw new Error('no certificate beside the key')
  const key = await signingKeyFrom(entry.privateKey)
  const certificate = parseCertificate(entry.certificate)
  const prepared = await preparePades(file, { certificate, chain: entry.chain, signatureAlgorithm: key.algorithm, signingTime })
  return prepared.complete(await key.sign(prepared.toBeSigned))
}
