/** PAdES in one call (EN 319 142-1). The file is only appended to: what comes out is the tail, and a way to write the whole. */
import { addSignatureTimestamp, signatureTimestampImprint } from '../cades/index.ts'
import { preparePades, type PadesSpec } from '../pades/index.ts'
import { asSource, forEachSlice } from '../pdf/index.ts'
import type { ByteSource } from '../ports.ts'
import { parseCertificate } from '../x509/index.ts'
import { joined } from './joined-source.ts'
import { reaches, timestampOf, type Level } from './level.ts'
import { raisePdf } from './raise-pdf.ts'
import { timestampDigest, type Signer, type Sources } from './sources.ts'

export type PdfSigning = Signer &
  Sources &
  Pick<PadesSpec, 'fieldName' | 'reason' | 'location' | 'signerName' | 'reserve' | 'password'> & {
    readonly level: Level
    /** The present: the claimed time of signing. */
    readonly at: Date
  }

export type SignedPdf = {
  /** What is to be appended to the file. */
  readonly tail: Uint8Array
  /** File and tail, slice by slice. */
  writeTo(write: (slice: Uint8Array) => void): Promise<void>
  /** The whole file in memory. */
  bytes(): Promise<Uint8Array>
}

export async function signPdf(input: Uint8Array | ByteSource, signing: PdfSigning): Promise<SignedPdf> {
  const source = asSource(input)
  const { key, certificate, chain, at, level } = signing
  const { fieldName, reason, location, signerName, reserve, password } = signing
  const prepared = await preparePades(source, {
    certificate: parseCertificate(certificate),
    chain: chain ?? [],
    signatureAlgorithm: key.algorithm,
    signingTime: at,
    ...given({ fieldName, reason, location, signerName, reserve, password }),
  })
  let cms = prepared.cms(await key.sign(prepared.toBeSigned))
  if (reaches(level, 'T')) cms = addSignatureTimestamp(cms, await timestampOf(signing)(timestampDigest, signatureTimestampImprint(cms, timestampDigest)))
  return appended(source, await raisePdf(source, prepared.place(cms), { ...signing, refuseRevoked: true }))
}

export function appended(source: ByteSource, tail: Uint8Array): SignedPdf {
  const whole = joined(source, tail)
  return { tail, writeTo: (write) => forEachSlice(whole, 0, whole.size, write), bytes: () => whole.read(0, whole.size) }
}

/** Without what was not said. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
