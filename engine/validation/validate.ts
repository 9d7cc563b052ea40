/** A signed file in, a report out. Whatever the file holds, there is a report; only misuse throws. */
import { MalformedError } from '../errors.ts'
import type { ByteSource, Fetch } from '../ports.ts'
import { CertificatePool } from '../trust/index.ts'
import { say, spell } from './conclusion.ts'
import type { Context } from './context.ts'
import { Evidence, parseWholeCertificate } from './evidence.ts'
import type { Format, FormatResult } from './format.ts'
import { ValidationMemory } from './memory.ts'
import { formats } from './registry.ts'
import { verdictOf, type Report } from './report.ts'
import { malformedSignature } from './signature-validation.ts'
import { digest } from '../algorithms/index.ts'
import { toHex } from '../bytes/index.ts'
import { asSource, LockedPdfError } from '../pdf/index.ts'

export type ValidationOptions = {
  /** The document, for a signature that stands apart from it. */
  readonly content?: Uint8Array | ByteSource
  /** Trust anchors: DER certificates. One that cannot be read is a misuse. */
  readonly trust: readonly Uint8Array[]
  /** Certificates that help to build chains, without being trusted. */
  readonly certificates?: readonly Uint8Array[]
  /** OCSP responses and lists that the caller has. */
  readonly ocspResponses?: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
  /** The moment to judge for. */
  readonly at: Date
  /** Left out: nothing is asked of the network. */
  readonly fetch?: Fetch
  /** For many files: what earlier validations have read and verified. Left out: nothing is remembered. */
  readonly memory?: ValidationMemory
}

const headLength = 1024

export async function validate(input: Uint8Array | ByteSource, options: ValidationOptions): Promise<Report> {
  const context = contextOf(options)
  const source = asSource(input)
  const result = await resultOf(source, options, context)
  const records = result.evidenceRecords ?? []
  const judged = result.signatures.length > 0 ? result.signatures : records.length > 0 ? [] : result.timestamps
  return {
    format: result.format,
    verdict: verdictOf([...judged, ...records]),
    validationTime: spell(options.at),
    signatures: result.signatures,
    timestamps: result.timestamps,
    evidenceRecords: records,
    messages: [...(result.messages ?? []), ...(judged.length + records.length === 0 ? [say('format.no-signature')] : [])],
  }
}

export function contextOf(options: ValidationOptions): Context {
  const memory = options.memory ?? new ValidationMemory()
  const evidence = new Evidence(memory)
  const anchors = new CertificatePool(options.trust.map((bytes) => memory.certificates.get(toHex(digest('sha256', bytes)), bytes, parseWholeCertificate)))
  for (const certificate of options.certificates ?? []) evidence.addCertificate(certificate)
  for (const response of options.ocspResponses ?? []) evidence.addOcspResponse(response)
  for (const crl of options.crls ?? []) evidence.addCrl(crl)
  return { anchors, at: options.at, evidence, memory, fetch: options.fetch, asked: new Set() }
}

/** Whoever has the password can tell; without it nothing can be said. */
function locked({ name }: Format, context: Context): FormatResult {
  const unread = malformedSignature(context, 'signature-1', name, '')
  return {
    format: name,
    signatures: [{ ...unread, indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND', messages: [say('document.locked')] }],
    timestamps: [],
  }
}

async function resultOf(source: ByteSource, options: ValidationOptions, context: Context): Promise<FormatResult> {
  const head = await source.read(0, Math.min(headLength, source.size))
  const format = formats.find((candidate) => candidate.recognises(head))
  if (format === undefined)
    return {
      format: 'unknown',
      signatures: [{ ...malformedSignature(context, 'signature-1', 'unknown', 'unknown'), messages: [say('format.unknown')] }],
      timestamps: [],
    }
  const content = options.content === undefined ? undefined : asSource(options.content)
  try {
    return await format.validate({ source, head, content }, context)
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    if (error instanceof LockedPdfError) return locked(format, context)
    return { format: format.name, signatures: [malformedSignature(context, 'signature-1', format.name, error.message)], timestamps: [] }
  }
}
