import type { CloudKey } from '../keys/cloudKeys.ts'
import type { OpenedKey } from '../keys/openKeys.ts'
import { cloudSigner, fileSigner, type Signer } from '../keys/signer.ts'

/** A key that one means to sign with: a file that is open in this page, or one's own in the cloud, still locked. */
export type ChosenKey = { readonly kind: 'file'; readonly key: OpenedKey } | { readonly kind: 'cloud'; readonly key: CloudKey }

export async function signerOf(chosen: ChosenKey, pin: string): Promise<Signer> {
  return chosen.kind === 'file' ? fileSigner(chosen.key) : cloudSigner(chosen.key, pin)
}
