/** The job that certifies a key. Idempotent: the authority keeps what it promised for an application and key. */
import { findAccount, linkIdentity } from '../../accounts/index.ts'
import { issueCertificate } from '../../authority/index.ts'
import { findProduct } from '../../catalogue/index.ts'
import { tellByMail } from '../../notifications/index.ts'
import type { Act, Tx } from '../../platform/index.ts'
import { decidedApplication, finishApplication, type DecidedApplication } from '../../proofing/index.ts'
import { nextPlace } from '../rules.ts'
import { findKey, keysOfApplication, setCertificate } from '../store.ts'

const day = 86_400_000

export async function issueForKey(act: Act, keyId: string): Promise<void> {
  const found = await act.transaction(async (tx) => {
    const key = await findKey(tx, keyId)
    if (key === undefined || key.certificate_id !== null) return undefined
    const decided = await decidedApplication(tx, key.application_id)
    const product = await findProduct(tx, decided.productId)
    return product && { key, decided, product, cloud: (await keysOfApplication(tx, key.application_id)).find((other) => other.place === 'cloud') }
  })
  if (found === undefined) return
  const { key, decided, product, cloud } = found
  // The vault lets only a certified cloud key vouch; the job comes again.
  if (key.place === 'file' && (cloud === undefined || cloud.certificate_id === null)) throw new Error('the cloud key is not certified yet')
  const binding =
    key.binding_signature !== null && cloud?.vault_key_id
      ? { keyBinding: { cloudKeyId: cloud.vault_key_id, signature: new Uint8Array(key.binding_signature) } }
      : {}
  await issueCertificate(
    act,
    {
      application: decided.dossier,
      evidence: { decision: { decision: decided.decision, signature: decided.signature, verifierSha256: decided.verifierSha256 }, ...binding },
      applicationId: decided.id,
      profile: decided.dossier.profile === 'legal-person' ? 'legal-person' : 'natural-person',
      publicKey: new Uint8Array(key.public_key),
      notBefore: act.now,
      notAfter: new Date(act.now.getTime() + product.validityDays * day),
    },
    async (tx, issued) => {
      await setCertificate(tx, keyId, issued.id)
      // What proofing found out is now provable with the person's own key: documents addressed to the number appear.
      if (decided.dossier.profile === 'natural-person') await linkIdentity(tx, key.account_id, issued.der)
      const keys = await keysOfApplication(tx, decided.id)
      const certified = new Set(keys.filter((other) => other.certificate_id !== null || other.id === keyId).map((other) => other.place))
      if (nextPlace(product.keys, certified) === undefined) await finish(tx, decided, key.account_id)
    },
  )
}

async function finish(tx: Tx, decided: DecidedApplication, accountId: string): Promise<void> {
  await finishApplication(tx, decided.id)
  const account = await findAccount(tx, accountId)
  if (account !== undefined)
    await tellByMail(tx, {
      to: account.email,
      language: account.language,
      text: 'certificates:mails.ready',
      values: { name: decided.dossier.subject.commonName },
      link: '/certificates',
    })
}
