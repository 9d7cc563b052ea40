/** Samples that one world makes and the other judges: Node and Chromium run these same lines, each with its own cryptography. */
import { digest, digestOfSignature, signatureAlgorithmIdentifier, signingKeyFrom, verifySignature } from '@countersign/engine/algorithms'
import { concatBytes, fromBase64, toBase64, utf8 } from '@countersign/engine/bytes'
import { signCades } from '@countersign/engine/cades'
import { createPkcs12, openKeystore } from '@countersign/engine/keystore'
import { preparePades } from '@countersign/engine/pades'
import type { SignatureAlgorithmName } from '@countersign/engine/ports'
import { validate } from '@countersign/engine/validation'
import { parseCertificate } from '@countersign/engine/x509'
import { samplePdf } from '../../engine/pdf/sample-files.ts'
import { archived, document, noon, signed, stamped, withValidationData } from '../../engine/validation/sample-signatures.ts'
import { createPki, crlOf, hoursAfter, issueSigner, type TestPki } from '../../engine/validation/test-pki.ts'

export type Sample = { readonly name: string; readonly file: string; readonly detached: boolean; readonly verdict: 'passed' | 'failed' }
export type StoredKey = { readonly algorithm: SignatureAlgorithmName; readonly file: string }
/** Everything as base64, because it travels as JSON. */
export type Crossing = { readonly root: string; readonly crls: readonly string[]; readonly samples: readonly Sample[]; readonly keys: readonly StoredKey[] }

export const password = 'пароль'
const signers = [
  ['rsa-sha256', 'rsa-2048'],
  ['rsa-pss-sha256', 'rsa-2048'],
  ['ecdsa-sha256', 'ecdsa-p256'],
  ['ecdsa-sha384', 'ecdsa-p384'],
  ['ed25519', 'ed25519'],
] as const

export async function makeCrossing(): Promise<Crossing> {
  const pki = await createPki()
  const made = await Promise.all(signers.map(([algorithm, kind]) => makeWithKey(pki, algorithm, kind)))
  const complete = await withValidationData(pki, await stamped(pki, await signed(pki)))
  const longTerm = await archived(pki, complete, hoursAfter(noon, 1))
  const crls = [await crlOf(pki.root, noon), await crlOf(pki.issuing, noon)]
  return {
    root: toBase64(pki.root.certificate.der),
    crls: crls.map(toBase64),
    samples: [...made.flatMap(({ samples }) => samples), ...withForgery('CAdES B-LTA', longTerm, true)],
    keys: made.map(({ key }) => key),
  }
}

async function makeWithKey(pki: TestPki, algorithm: SignatureAlgorithmName, kind: (typeof signers)[number][1]) {
  const { certificate, privateKey } = await issueSigner(pki.issuing, { kind })
  const key = await signingKeyFrom(privateKey, algorithm)
  const chain = [pki.issuing.certificate.der]
  const digestAlgorithm = digestOfSignature(algorithm)
  const cms = await signCades({ digest: digest(digestAlgorithm, document), digestAlgorithm, certificate, chain, signingTime: noon, key })
  const file = samplePdf()
  const prepared = await preparePades(file, { certificate, chain, signatureAlgorithm: algorithm, signingTime: noon })
  const pdf = concatBytes(file, prepared.complete(await key.sign(prepared.toBeSigned)))
  const stored = await createPkcs12({ privateKey, certificate: certificate.der, chain, password, iterations: 2048 })
  return {
    samples: [...withForgery(`CAdES by ${algorithm}`, cms, true), ...withForgery(`PAdES by ${algorithm}`, pdf, false)],
    key: { algorithm, file: toBase64(stored) },
  }
}

/** The sample, and its forgery: one bit of the PDF is another, or the document beside the signature is (see `judgeSample`). */
function withForgery(name: string, file: Uint8Array, detached: boolean): Sample[] {
  const forged = file.slice()
  if (!detached) forged[20] = (forged[20] ?? 0) ^ 1
  return [
    { name, file: toBase64(file), detached, verdict: 'passed' },
    { name: `${name}, forged`, file: toBase64(forged), detached, verdict: 'failed' },
  ]
}

export async function judgeSample({ root, crls }: Crossing, { name, file, detached }: Sample): Promise<string> {
  const content = name.endsWith('forged') ? utf8('The parties disagree.') : document
  const report = await validate(fromBase64(file), {
    ...(detached ? { content } : {}),
    trust: [fromBase64(root)],
    crls: crls.map(fromBase64),
    at: hoursAfter(noon, 2),
  })
  return report.verdict
}

/** Opens the other world's key file, signs with its key, and verifies under its certificate. */
export async function signWithStored({ algorithm, file }: StoredKey): Promise<boolean> {
  const [entry] = await openKeystore(fromBase64(file), password)
  if (entry?.certificate === undefined) return false
  const key = await signingKeyFrom(entry.privateKey, algorithm)
  const message = utf8('signed with a key that crossed')
  const { spki } = parseCertificate(entry.certificate)
  return verifySignature({ algorithm: signatureAlgorithmIdentifier(algorithm), publicKey: spki, message, signature: await key.sign(message) })
}
