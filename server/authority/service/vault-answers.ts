/** A signature by an authority key. The vault refuses only when something is wrong with us, so a refusal is thrown. */
import type { Platform } from '../../platform/index.ts'

type Asking = Parameters<Platform['vault']['sign']>[0]

export class VaultRefusal extends Error {
  override readonly name = 'VaultRefusal'
  readonly because: string
  constructor(refusal: { readonly because: string }) {
    super(`the vault refused: ${JSON.stringify(refusal)}`)
    this.because = refusal.because
  }
}

export async function signInVault(platform: Platform, asking: Asking): Promise<Uint8Array> {
  const answer = await platform.vault.sign(asking)
  if (!answer.ok) throw new VaultRefusal(answer)
  const [signature] = answer.signatures
  if (signature === undefined) throw new Error('the vault gave no signature')
  return signature
}
