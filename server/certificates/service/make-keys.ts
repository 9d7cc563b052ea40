/**
 * Making keys after the agreement is signed. The cloud key is made in the vault under the holder's PIN, which arrives sealed and passes by unread.
 * The file key is made in the holder's browser; only its request comes here, and the holder's cloud key signs that it is theirs.
 */
import { createHash, randomUUID } from 'node:crypto'
import { parseCertificationRequest } from '@countersign/engine/x509'
import { MalformedError } from '@countersign/engine/errors'
import { keyBindingBytes, type KeyAlgorithm } from '@countersign/vault/protocol'
import { audit } from '../../audit/index.ts'
import { findProduct, type KeyPlace, type Product } from '../../catalogue/index.ts'
import { NotFound, ProblemError, type Act, type Tx } from '../../platform/index.ts'
import { agreedApplication, applicationDigestOf, type DecidedApplication } from '../../proofing/index.ts'
import { holderOf } from '../policy.ts'
import { issueKeyCertificate, nextPlace } from '../rules.ts'
import { insertKey, keysOfApplication, type HolderKeyRow } from '../store.ts'

export type KeyMaking = {
  readonly product: Product
  readonly keys: readonly HolderKeyRow[]
  readonly next: KeyPlace | undefined
  readonly subject: DecidedApplication['dossier']['subject']
  readonly applicationDigest: string
}

/** Where the making of an application's keys stands. */
export async function keyMaking(act: Act, applicationId: string): Promise<KeyMaking> {
  return act.transaction((tx) => makingOf(tx, applicationId))
}

async function makingOf(tx: Tx, applicationId: string): Promise<KeyMaking & { readonly decided: DecidedApplication }> {
  const decided = await agreedApplication(tx, applicationId)
  const product = await findProduct(tx, decided.productId)
  if (product === undefined) throw new NotFound('product')
  const keys = await keysOfApplication(tx, applicationId)
  return {
    decided,
    product,
    keys,
    next: nextPlace(product.keys, new Set(keys.map((key) => key.place))),
    subject: decided.dossier.subject,
    applicationDigest: applicationDigestOf(decided),
  }
}

export type Challenge = { readonly keyId: string; readonly challenge: string; readonly transportKey: string; readonly expiresAt: Date; readonly person: string }

/** For sealing the PIN of a key that does not exist yet. */
export async function cloudKeyChallenge(act: Act, applicationId: string): Promise<Challenge> {
  const person = holderOf(act)
  await expectNext(act, applicationId, 'cloud')
  const described = await act.platform.vault.describe({ what: 'transport', person })
  if (!described.ok) throw new ProblemError(409, `key.${described.because}`)
  return { ...described.challenge, person }
}

export async function makeCloudKey(
  act: Act,
  applicationId: string,
  sealed: { readonly keyId: string; readonly challenge: string; readonly sealedSecret: string },
): Promise<string> {
  const making = await expectNext(act, applicationId, 'cloud')
  const algorithm: KeyAlgorithm = making.decided.facts.parameters?.algorithm ?? 'ecdsa-p256'
  const created = await act.platform.vault.create({ kind: 'cloud', ...sealed, person: holderOf(act), algorithm })
  if (!created.ok) throw new ProblemError(409, `key.${created.because}`)
  const { key } = created
  return act.transaction(async (tx) =>
    record(tx, { applicationId, place: 'cloud', algorithm, publicKey: key.publicKey, vaultKeyId: key.keyId, bindingSignature: null }),
  )
}

/** `request` is PKCS #10: it proves that whoever asks has the private key. */
export async function bindFileKey(
  act: Act,
  applicationId: string,
  given: { readonly request: Uint8Array; readonly challenge: string; readonly sealedSecret: string },
): Promise<string> {
  const making = await expectNext(act, applicationId, 'file')
  const { publicKey, algorithm } = await readRequest(given.request)
  const cloud = making.keys.find((key) => key.place === 'cloud')
  if (cloud?.vault_key_id === null || cloud === undefined) throw new ProblemError(409, 'key.cloud-key-first')
  const message = keyBindingBytes({ applicationDigest: making.applicationDigest, publicKey })
  const answer = await act.platform.vault.sign({
    purpose: 'sign',
    keyId: cloud.vault_key_id,
    person: holderOf(act),
    challenge: given.challenge,
    sealedSecret: given.sealedSecret,
    authorised: [new Uint8Array(createHash('sha256').update(message).digest())],
    items: [{ message }],
  })
  if (!answer.ok) throw new ProblemError(409, `key.${answer.because}`, 'attemptsLeft' in answer ? { attemptsLeft: answer.attemptsLeft } : undefined)
  const [signature] = answer.signatures
  if (signature === undefined) throw new Error('the vault gave no signature')
  return act.transaction(async (tx) =>
    record(tx, { applicationId, place: 'file', algorithm, publicKey, vaultKeyId: null, bindingSignature: Buffer.from(signature) }),
  )
}

async function expectNext(act: Act, applicationId: string, place: KeyPlace): Promise<Awaited<ReturnType<typeof makingOf>>> {
  const making = await act.transaction((tx) => makingOf(tx, applicationId))
  if (making.next !== place) throw new ProblemError(409, making.next === undefined ? 'key.all-made' : 'key.other-first', { next: making.next })
  return making
}

async function readRequest(bytes: Uint8Array): Promise<{ publicKey: Uint8Array; algorithm: string }> {
  try {
    const request = parseCertificationRequest(bytes)
    if (await request.verify()) return { publicKey: request.spki, algorithm: 'browser' }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
  }
  throw new ProblemError(422, 'key.request-not-valid')
}

type NewKey = { applicationId: string; place: KeyPlace; algorithm: string; publicKey: Uint8Array; vaultKeyId: string | null; bindingSignature: Buffer | null }

async function record(tx: Tx, key: NewKey): Promise<string> {
  const id = randomUUID()
  await insertKey(tx, {
    id,
    account_id: holderOf(tx.act),
    application_id: key.applicationId,
    place: key.place,
    algorithm: key.algorithm,
    public_key: Buffer.from(key.publicKey),
    vault_key_id: key.vaultKeyId,
    binding_signature: key.bindingSignature,
  })
  await tx.act.platform.jobs.send(tx, issueKeyCertificate, { keyId: id })
  await audit.write(tx, 'key.made', id, {
    applicationId: key.applicationId,
    place: key.place,
    publicKeySha256: createHash('sha256').update(key.publicKey).digest('hex'),
  })
  return id
}
