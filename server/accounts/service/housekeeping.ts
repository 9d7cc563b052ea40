/** What has had its time is deleted: codes, links, proofs, counters, unfinished registrations, old sessions. */
import type { Act } from '../../platform/index.ts'
import { sessionLongest } from '../rules.ts'
import { deleteCodesBefore } from '../store/codes.ts'
import { deleteLimitsBefore } from '../store/limits.ts'
import { deleteLinksBefore } from '../store/links.ts'
import { deleteRegistrationsBefore } from '../store/registrations.ts'
import { deleteSessionsBefore } from '../store/sessions.ts'

const day = 86_400_000

export async function sweepAccounts(act: Act): Promise<void> {
  await act.transaction(async (tx) => {
    const yesterday = new Date(act.now.getTime() - day)
    await deleteCodesBefore(tx, yesterday)
    await deleteLimitsBefore(tx, yesterday)
    await deleteLinksBefore(tx, yesterday)
    await deleteRegistrationsBefore(tx, yesterday)
    await deleteSessionsBefore(tx, new Date(act.now.getTime() - sessionLongest - day))
  })
}
