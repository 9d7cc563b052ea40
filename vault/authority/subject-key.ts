/**
 * Whose key is being certified? Named in the application, made by the holder in this vault, or vouched for by the one that was certified so.
 * Limit: where the application names none, a server that was taken over could make the holder's cloud key itself, once for each
 * application that is decided and not yet issued; the holder then finds it issued already.
 */
import { createHash } from 'node:crypto'
import { equalBytes, fromBase64 } from '@countersign/engine/bytes'
import { signatureAlgorithmIdentifier, verifySignature } from '@countersign/engine/algorithms'
import type { Certificate } from '@countersign/engine/x509'
import { findKey } from '../keys/store.ts'
import { applicationDigest, type Application } from '../protocol/certificates.ts'
import { keyBindingBytes, type KeyBinding } from '../protocol/key-binding.ts'
import type { Refusal } from '../protocol/responses.ts'
import type { Vault } from '../vault.ts'
import { authorityAlgorithm } from './key.ts'

/** Each place is filled once for an application. */
export type Place = 'named' | 'cloud' | 'bound'

export async function placeOfSubjectKey(
  vault: Vault,
  certificate: Certificate,
  application: Application,
  options: { readonly speaksForUs: boolean; readonly keyBinding: KeyBinding | undefined },
): Promise<{ readonly place: Place } | { readonly fault: Refusal }> {
  if (application.publicKey !== undefined && !equalBytes(fromBase64(application.publicKey), certificate.spki)) return mismatch('the public key differs')
  const held = await vault.database.selectFrom('key').select(['kind', 'person', 'wrapped']).where('public_key', '=', certificate.spki).executeTakeFirst()
  if (options.speaksForUs)
    return held?.kind === application.profile && held.wrapped !== null ? { place: 'named' } : mismatch('not a key of that kind in this vault')
  if (held !== undefined && (held.kind !== 'cloud' || held.person !== application.holder)) return mismatch('the key in this vault is not the holder’s')
  if (application.publicKey !== undefined) return { place: 'named' }
  if (held !== undefined) return { place: 'cloud' }
  if (options.keyBinding === undefined) return mismatch('no public key named, not a cloud key of the holder, and no such key vouches for it')
  return (await vouchesFor(vault, options.keyBinding, certificate, application))
    ? { place: 'bound' }
    : mismatch('the holder’s cloud key does not vouch for this key')
}

async function vouchesFor(vault: Vault, { cloudKeyId, signature }: KeyBinding, certificate: Certificate, application: Application): Promise<boolean> {
  const cloud = await findKey(vault.database, cloudKeyId)
  if (cloud?.kind !== 'cloud' || cloud.person !== application.holder || cloud.wrapped === null) return false
  // Not just any cloud key of the holder: a server that was taken over could make one under a PIN of its own.
  const certified = await vault.database
    .selectFrom('issued')
    .select('place')
    .where('application_digest', '=', applicationDigest(application))
    .where('place', '=', 'cloud')
    .where('public_key_sha256', '=', createHash('sha256').update(cloud.public_key).digest('hex'))
    .executeTakeFirst()
  if (certified === undefined) return false
  const message = keyBindingBytes({ applicationDigest: applicationDigest(application), publicKey: certificate.spki })
  return verifySignature({ algorithm: signatureAlgorithmIdentifier(authorityAlgorithm(cloud)), publicKey: cloud.public_key, message, signature })
}

function mismatch(difference: string): { readonly fault: Refusal } {
  return { fault: { ok: false, because: 'application-mismatch', differences: [difference] } }
}
