/** Well-formed inputs to start from: made here by the test authority, and outside files where COUNTERSIGN_VECTORS names a folder of them. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { utf8 } from '@countersign/engine/bytes'
import { parseSignedData, cmsOid, soleValue } from '@countersign/engine/cms'
import { buildAsicE, buildAsicS, prepareAsicManifest } from '@countersign/engine/container'
import { encodingOf } from '@countersign/engine/asn1'
import { createPkcs12, encryptPrivateKey } from '@countersign/engine/keystore'
import { buildOcspRequest } from '@countersign/engine/revocation'
import { buildTimestampRequest, buildTimestampResponse } from '@countersign/engine/timestamp'
import { samplePdf } from '../../engine/pdf/sample-files.ts'
import { signSample, type SampleSigner } from '../../engine/pades/sample-signer.ts'
import { archived, document, noon, signed, stamped, withValidationData } from '../../engine/validation/sample-signatures.ts'
import { createPki, crlOf, hoursAfter, ocspAnswer, present, sha256, type TestPki } from '../../engine/validation/test-pki.ts'

export type Samples = {
  readonly pki: TestPki
  readonly cms: readonly Uint8Array[]
  readonly pdf: readonly Uint8Array[]
  readonly zip: readonly Uint8Array[]
  readonly pkcs12: readonly Uint8Array[]
  readonly ocsp: readonly Uint8Array[]
  readonly crl: readonly Uint8Array[]
  readonly tsp: readonly Uint8Array[]
}

export const password = 'password'

export async function makeSamples(): Promise<Samples> {
  const pki = await createPki()
  const bare = await signed(pki)
  const complete = await withValidationData(pki, await stamped(pki, bare))
  const longTerm = await archived(pki, complete, hoursAfter(noon, 1))
  const signer: SampleSigner = { key: pki.signer.key, certificate: pki.signer.certificate, root: pki.issuing.certificate.der }
  const once = await signSample(samplePdf(), signer)
  const files = [{ name: 'agreement.txt', bytes: document }]
  const { certificate, privateKey } = pki.signer
  const store = { privateKey, certificate: certificate.der, chain: [pki.issuing.certificate.der], password, iterations: 10 }
  const revoked = [{ serialNumber: certificate.serialNumber, revokedAt: noon, reason: 'keyCompromise' as const }]
  const token = encodingOf(present(soleValue(present(parseSignedData(complete).signers[0]).unsignedAttributes, cmsOid.signatureTimeStamp)))
  return {
    pki,
    cms: [bare, await signed(pki, { attached: true }), complete, longTerm, ...outside('signed-files', /\.(p7s|p7m|cms|pkcs7)$/)],
    pdf: [
      samplePdf(),
      samplePdf('stream'),
      samplePdf('hybrid'),
      once,
      await signSample(once, signer),
      ...outside('pdf-shapes', /\.pdf$/),
      ...outside('signed-files', /\.pdf$/),
    ],
    zip: [
      buildAsicS({ document: present(files[0]), cms: bare, at: noon }),
      buildAsicE({ documents: files, signatures: [{ manifest: prepareAsicManifest(files), cms: bare }], at: noon }),
      ...outside('signed-files', /\.(asics|asice|scs|sce|zip)$/),
    ],
    pkcs12: [await createPkcs12(store), await encryptPrivateKey(privateKey, password, 10), privateKey],
    ocsp: [
      await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon),
      await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon, { status: 'revoked', revokedAt: noon }),
      buildOcspRequest({ certificate, issuer: pki.issuing.certificate, nonce: utf8('0123456789abcdef') }),
    ],
    crl: [await crlOf(pki.issuing, noon), await crlOf(pki.issuing, noon, revoked, { distributionPoint: { url: 'http://crl.example/0' } })],
    tsp: [token, buildTimestampResponse({ token }), buildTimestampRequest({ imprint: sha256(document), digest: 'sha256' })],
  }
}

/** Small ones only: a large file costs time and shows nothing more. */
function outside(folder: string, pattern: RegExp): Uint8Array[] {
  const vectors = process.env['COUNTERSIGN_VECTORS']
  if (vectors === undefined) return []
  const path = join(vectors, folder)
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name) && statSync(join(path, name)).size < 100_000)
    .toSorted()
    .map((name) => new Uint8Array(readFileSync(join(path, name))))
}
