/**
 * A set of keys, from the signed agreement to the file: cloud key, its certificate, a key made in this browser, its certificate, the file.
 * Each step looks first at what is there, so a broken connection is mended by trying again. PIN, file password and private key stay in this page.
 */
import { generateKeyPair, signingKeyFrom } from '@countersign/engine/algorithms'
import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import { createPkcs12 } from '@countersign/engine/keystore'
import { buildCertificationRequest, buildName } from '@countersign/engine/x509'
import { keyBindingBytes } from './keyBinding.ts'
import { certificates, type HolderCertificate, type KeyMaking, type Place } from './queries.ts'
import { sealPin } from './sealPin.ts'

export const makingSteps = ['cloud', 'cloudCertificate', 'pair', 'fileCertificate', 'file'] as const
export type MakingStep = (typeof makingSteps)[number]

export type KeyFile = { readonly name: string; readonly bytes: Uint8Array }
type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>

/** What one page makes, kept while it is open: a second try goes on with the same pair. */
export type Workshop = { pair?: KeyPair; fileKeyId?: string }

export type Secrets = { readonly pin: string; readonly password: string }

/** `file` is missing where the set has no file key, or where it was made on a page that is closed now. */
export async function makeKeys(applicationId: string, secrets: Secrets, workshop: Workshop, tell: (step: MakingStep) => void): Promise<KeyFile | undefined> {
  tell('cloud')
  let making = await certificates.making(applicationId)
  if (making.next === 'cloud') {
    await makeCloudKey(applicationId, secrets.pin)
    making = await certificates.making(applicationId)
  }
  tell('cloudCertificate')
  await certificateOf(keyAt(making, 'cloud'))
  if (!making.wanted.includes('file')) return undefined
  tell('pair')
  if (making.next === 'file') workshop.fileKeyId = await makeFileKey(applicationId, making, secrets.pin, workshop)
  const { pair, fileKeyId } = workshop
  if (pair === undefined || fileKeyId === undefined) return undefined
  tell('fileCertificate')
  const certificate = await certificateOf(fileKeyId)
  tell('file')
  const [own, ...chain] = certificate.chain.map(fromBase64)
  if (own === undefined) throw new TypeError('the certificate is empty')
  return {
    name: making.fileName,
    bytes: await createPkcs12({ privateKey: pair.privateKey, certificate: own, chain, password: secrets.password, friendlyName: 'Countersign' }),
  }
}

async function makeCloudKey(applicationId: string, pin: string): Promise<void> {
  const challenge = await certificates.challengeForCloudKey(applicationId)
  const sealedSecret = await sealPin(pin, challenge, 'create-key', [])
  await certificates.makeCloudKey(applicationId, { keyId: challenge.keyId, challenge: challenge.challenge, sealedSecret })
}

/** The pair is made here; the request for a certificate goes out, with the cloud key's word that it belongs to the same person. */
async function makeFileKey(applicationId: string, making: KeyMaking, pin: string, workshop: Workshop): Promise<string> {
  workshop.pair ??= await generateKeyPair('ecdsa-p256')
  const { privateKey, publicKey } = workshop.pair
  // The subject is of no account: the authority takes it from the application that was decided.
  const request = await buildCertificationRequest({ subject: buildName({ commonName: 'Countersign' }), publicKey, key: await signingKeyFrom(privateKey) })
  const challenge = await certificates.challengeForSigning(keyAt(making, 'cloud'))
  const sealedSecret = await sealPin(pin, challenge, 'sign', [keyBindingBytes({ applicationDigest: making.applicationDigest, publicKey })])
  return (await certificates.bindFileKey(applicationId, { request: toBase64(request), challenge: challenge.challenge, sealedSecret })).id
}

function keyAt({ keys }: KeyMaking, place: Place): string {
  const key = keys.find((each) => each.place === place)
  if (key === undefined) throw new TypeError(`there is no ${place} key`)
  return key.id
}

const longestWait = 120_000

/** A job certifies the key, usually within a second. */
async function certificateOf(keyId: string): Promise<HolderCertificate> {
  const patience = AbortSignal.timeout(longestWait)
  while (!patience.aborted) {
    const found = (await certificates.list()).find((certificate) => certificate.keyId === keyId)
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
  throw new TypeError('the certificate did not come')
}
