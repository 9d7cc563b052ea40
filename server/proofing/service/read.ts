/** Applications as people see them. */
import type { Readable } from 'node:stream'
import { audit } from '../../audit/index.ts'
import { findProduct, type Product } from '../../catalogue/index.ts'
import { accountOf, NotFound, type Act } from '../../platform/index.ts'
import { authoriseReading } from '../policy.ts'
import { decisionCeilingHours, requiredSlots, type SlotName } from '../rules/index.ts'
import { applicationsOf, documentsOf, findApplication, findDocument, type ApplicationRow, type DocumentRow } from '../store.ts'

export type ApplicationView = {
  readonly application: ApplicationRow
  readonly product: Product
  readonly documents: readonly DocumentRow[]
  readonly slots: readonly SlotName[]
  readonly decideBy: Date | null
}

export async function readApplication(act: Act, id: string): Promise<ApplicationView> {
  return act.transaction(async (tx) => {
    const application = authoriseReading(act.actor, await findApplication(tx, id))
    const product = await findProduct(tx, application.product_id)
    if (product === undefined) throw new NotFound('product')
    const decideBy = application.submitted_at && new Date(application.submitted_at.getTime() + decisionCeilingHours * 3_600_000)
    return { application, product, documents: await documentsOf(tx, id), slots: requiredSlots(product.holder, application.facts), decideBy }
  })
}

export async function ownApplications(act: Act): Promise<ApplicationRow[]> {
  const accountId = accountOf(act.actor)
  return accountId === undefined ? [] : act.transaction((tx) => applicationsOf(tx, accountId))
}

export async function readPicture(act: Act, id: string, documentId: string): Promise<{ contents: Readable; mediaType: string; size: number }> {
  const document = await act.transaction(async (tx) => {
    const application = authoriseReading(act.actor, await findApplication(tx, id))
    const found = await findDocument(tx, id, documentId)
    // Whoever of the staff looks at somebody's papers leaves a trace.
    if (found !== undefined && accountOf(act.actor) !== application.account_id) await audit.write(tx, 'application.picture-read', id, { slot: found.slot })
    return found
  })
  if (document === undefined) throw new NotFound('picture')
  return { contents: act.platform.storage.read(document.object), mediaType: document.media_type, size: document.object.size }
}
