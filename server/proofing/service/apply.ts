/** The applicant's part: open an application with a voucher, fill it in on any device, send it in. */
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { audit } from '../../audit/index.ts'
import { findProduct } from '../../catalogue/index.ts'
import { placeOrder, type Placing } from '../../orders/index.ts'
import { NotAllowed, NotFound, ProblemError, accountOf, type Act } from '../../platform/index.ts'
import { authoriseApplicant } from '../policy.ts'
import { applicationLife, decideSubmission, factsSchema, type Facts, type Submission } from '../rules/index.ts'
import { documentsOf, findApplication, insertApplication, lockApplication, replaceDocument, saveApplication, type ApplicationRow } from '../store.ts'

export type Applying = { readonly kind: 'opened'; readonly applicationId: string } | Extract<Placing, { kind: 'refused' }>

export async function openApplication(act: Act, voucherCode: string): Promise<Applying> {
  const accountId = accountOf(act.actor)
  if (accountId === undefined) throw new NotAllowed()
  return act.transaction(async (tx) => {
    const placing = await placeOrder(tx, voucherCode)
    if (placing.kind === 'refused') return placing
    const id = randomUUID()
    await insertApplication(tx, { id, order_id: placing.order.id, account_id: accountId, product_id: placing.order.productId })
    await audit.write(tx, 'application.opened', id, { orderId: placing.order.id })
    return { kind: 'opened', applicationId: id }
  })
}

/** Saves what has been typed so far; parts that are not sent stay as they were. */
export async function saveFacts(act: Act, id: string, facts: Facts): Promise<void> {
  await act.transaction(async (tx) => {
    const application = editable(authoriseApplicant(act.actor, await lockApplication(tx, id)))
    await saveApplication(tx, id, { facts: { ...application.facts, ...facts } })
  })
}

/** Largest picture of a document: a phone's photograph, not a scan archive. */
const maximumPictureBytes = 15 * 1_048_576
const pictureStart: readonly (readonly [string, readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
]

/** Stores a picture for a slot. The kind is read from its first bytes, never from what the sender says. */
export async function addPicture(act: Act, id: string, slot: string, contents: Readable): Promise<{ id: string }> {
  await act.transaction(async (tx) => editable(authoriseApplicant(act.actor, await findApplication(tx, id))))
  const { storage } = act.platform
  const object = await storage.put(contents, { maximumBytes: maximumPictureBytes })
  const start = await storage.source(object).read(0, Math.min(8, object.size))
  const mediaType = pictureStart.find(([, magic]) => magic.every((octet, index) => start[index] === octet))?.[0]
  if (mediaType === undefined) {
    await storage.remove(object)
    throw new ProblemError(415, object.size === 0 ? 'picture.empty' : 'picture.kind')
  }
  const documentId = randomUUID()
  const replaced = await act.transaction(async (tx) => {
    editable(authoriseApplicant(act.actor, await lockApplication(tx, id)))
    const old = await replaceDocument(tx, { id: documentId, application_id: id, slot, media_type: mediaType, object })
    await audit.write(tx, 'application.picture-added', id, { slot, sha256: object.sha256 })
    return old
  })
  if (replaced !== undefined) await storage.remove(replaced)
  return { id: documentId }
}

export async function submitApplication(act: Act, id: string): Promise<Submission> {
  return act.transaction(async (tx) => {
    const application = editable(authoriseApplicant(act.actor, await lockApplication(tx, id)))
    const product = await findProduct(tx, application.product_id)
    if (product === undefined) throw new NotFound('product')
    const documents = await documentsOf(tx, id)
    const present = new Set(documents.filter((document) => document.state !== 'rejected').map((document) => document.slot))
    const decision = decideSubmission(product.holder, factsSchema.parse(application.facts), present)
    if (decision.kind !== 'allowed') return decision
    await saveApplication(tx, id, { state: applicationLife[application.state].submit, submitted_at: act.now, reason: null })
    await audit.write(tx, 'application.submitted', id, { pictures: documents.map((document) => document.object.sha256) })
    return decision
  })
}

/** Facts and pictures may change before submission and after a deferral. */
function editable(application: ApplicationRow): ApplicationRow & { state: 'draft' | 'deferred' } {
  const { state } = application
  if (state !== 'draft' && state !== 'deferred') throw new ProblemError(409, 'application.not-editable', { state })
  return { ...application, state }
}
