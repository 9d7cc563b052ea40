import { audit } from '../../audit/index.ts'
import { events, NotFound, type Tx } from '../../platform/index.ts'
import { publishList, type RevocationReason } from '../rules.ts'
import { issuedById, markRevoked } from '../store.ts'

/** Takes effect in the next OCSP answer, and in the shard's list as soon as the job has run. Whoever may ask for it is the caller's business. */
export async function revokeCertificate(tx: Tx, id: string, reason: RevocationReason): Promise<'revoked' | 'was-revoked'> {
  const issued = await issuedById(tx, id)
  if (issued === undefined) throw new NotFound('certificate')
  if (!(await markRevoked(tx, id, reason))) return 'was-revoked'
  await tx.act.platform.jobs.send(tx, publishList, { shard: issued.shard })
  await events.emit(tx, { type: 'certificate.revoked', certificateId: id })
  await audit.write(tx, 'certificate.revoked', id, { serialNumber: issued.serial_number, reason })
  return 'revoked'
}
