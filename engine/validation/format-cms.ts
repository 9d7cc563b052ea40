/** A CMS signature in a file of its own (.p7s, .p7m, .cms, .sig): DER, BER or PEM, attached or detached; or a bare time-stamp token. */
import { fromBase64, latin1 } from '../bytes/index.ts'
import { cmsOid, parseSignedData, type SignedData } from '../cms/index.ts'
import { MalformedError } from '../errors.ts'
import type { Context } from './context.ts'
import type { Format, FormatInput, FormatResult } from './format.ts'
import { reportsOf, timestampReportsOf, validateSignature } from './signature-validation.ts'
import { documentOf, readAll } from './source.ts'
import type { SignedDocument } from './subject.ts'
import { validateTimestamp } from './timestamp-validation.ts'

/** An attached signature is read into memory: this much at most. */
const maximumBytes = 256 << 20

export const cmsFormat: Format = {
  name: 'CMS',
  recognises: (head) =>
    head[0] === 0x30 || /^\s*-----BEGIN (PKCS7|CMS|PKCS #7 SIGNED DATA)-----/.test(latin1(head)) || /^MI[I-K][A-Za-z0-9+/\s]+=*\s*$/.test(latin1(head)),
  validate: async ({ source, content }: FormatInput, context: Context): Promise<FormatResult> => {
    if (source.size > maximumBytes) throw new MalformedError('the signature file is too large')
    const bytes = decoded(await readAll(source))
    const signedData = parseSignedData(bytes)
    return signedData.contentType === cmsOid.tstInfo && content !== undefined
      ? bareTimestamp(context, bytes, documentOf(content))
      : signatures(context, signedData, content === undefined ? undefined : documentOf(content))
  },
}

/** PEM or bare base64 to DER. */
function decoded(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x30) return bytes
  return fromBase64(latin1(bytes).replace(/-----(BEGIN|END)[^-]*-----/g, ''))
}

async function signatures(context: Context, signedData: SignedData, given: SignedDocument | undefined): Promise<FormatResult> {
  context.evidence.addSignedData(signedData)
  signedData.signers.forEach((signer) => context.evidence.addSigner(signer))
  const document = given ?? (signedData.content === undefined ? undefined : documentOf(signedData.content))
  const judgements = []
  for (const [index, signer] of signedData.signers.entries())
    judgements.push(
      await validateSignature(context, {
        id: `signature-${index + 1}`,
        format: 'CAdES',
        signedData,
        signer,
        document,
        coversWholeFile: null,
        changesAfter: [],
      }),
    )
  const reports = judgements.flatMap(reportsOf)
  return {
    format: reports.length > 0 && reports.every(({ format }) => format === 'CMS') ? 'CMS' : 'CAdES',
    signatures: reports,
    timestamps: judgements.flatMap(timestampReportsOf),
  }
}

async function bareTimestamp(context: Context, bytes: Uint8Array, document: SignedDocument): Promise<FormatResult> {
  const { report } = await validateTimestamp(
    context,
    { id: 'time-stamp-1', signatureId: null, kind: 'document', bytes, imprint: (name) => document.digest(name) },
    context.at,
  )
  return { format: 'time-stamp', signatures: [], timestamps: [report] }
}
