/** A signer for tests: a root and a person's certificate, made anew each run. */
import { generateKeyPair, signingKeyFrom } from '../algorithms/index.ts'
import { concatBytes } from '../bytes/index.ts'
import type { SigningKey } from '../ports.ts'
import { buildName, buildTbsCertificate, keyIdentifierOf, parseCertificate, sign, type Certificate } from '../x509/index.ts'
import { preparePades, type PadesSpec } from './index.ts'

export type SampleSigner = { readonly key: SigningKey; readonly certificate: Certificate; readonly root: Uint8Array }

export const signingTime = new Date('2026-01-15T10:00:00Z')

export async function sampleSigner(kind: 'rsa-2048' | 'ecdsa-p256' = 'rsa-2048'): Promise<SampleSigner> {
  const validity = { notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2035-01-01T00:00:00Z') }
  const rootKeys = await generateKeyPair('ecdsa-p256')
  const rootKey = await signingKeyFrom(rootKeys.privateKey)
  const rootName = buildName({ commonName: 'Sample Root' })
  const root = await sign(
    buildTbsCertificate({
      serialNumber: new Uint8Array([1]),
      signatureAlgorithm: rootKey.algorithm,
      issuer: rootName,
      subject: rootName,
      ...validity,
      publicKey: rootKeys.publicKey,
      basicConstraints: { authority: true },
      keyUsage: ['keyCertSign', 'cRLSign'],
    }),
    rootKey,
  )
  const keys = await generateKeyPair(kind)
  const key = await signingKeyFrom(keys.privateKey)
  const certificate = await sign(
    buildTbsCertificate({
      serialNumber: new Uint8Array([2]),
      signatureAlgorithm: rootKey.algorithm,
      issuer: rootName,
      subject: buildName({ commonName: 'Sample Signer' }),
      ...validity,
      publicKey: keys.publicKey,
      keyUsage: ['contentCommitment'],
      authorityKeyIdentifier: keyIdentifierOf(rootKeys.publicKey),
    }),
    rootKey,
  )
  return { key, certificate: parseCertificate(certificate), root }
}

/** The whole file with one more signature. */
export async function signSample(file: Uint8Array, signer: SampleSigner, options: Partial<PadesSpec> = {}): Promise<Uint8Array> {
  const prepared = await preparePades(file, {
    certificate: signer.certificate,
    chain: [signer.root],
    signatureAlgorithm: signer.key.algorithm,
    signingTime,
    ...options,
  })
  return concatBytes(file, prepared.complete(await signer.key.sign(prepared.toBeSigned)))
}
