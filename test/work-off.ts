/** Runs what is queued, one job after another, until nothing is left: in a test, background work happens when the test says so. */
import { sql } from 'kysely'
import { allJobs } from '../server/domains.ts'
import { Act } from '../server/platform/index.ts'
import type { TestPlatform } from './platform.ts'

type Queued = { readonly id: string; readonly name: string; readonly data: unknown }

/** Throws what a job throws; that job then stays queued, as it would be retried. */
export async function workOff(house: TestPlatform, options: { readonly only?: readonly string[] } = {}): Promise<string[]> {
  const done: string[] = []
  for (;;) {
    const next = await nextJob(house, options.only)
    if (next === undefined) return done
    const job = allJobs.find(({ name }) => name === next.name)
    if (job === undefined) throw new Error(`no job is called ${next.name}`)
    await job.runUnknown(new Act(house.platform, { kind: 'system', job: next.name }), next.data)
    await sql`update pgboss.job set state = 'completed', completed_on = now() where name = ${next.name} and id = ${next.id}`.execute(house.platform.database)
    done.push(next.name)
  }
}

async function nextJob(house: TestPlatform, only: readonly string[] | undefined): Promise<Queued | undefined> {
  const names = only ?? allJobs.map(({ name }) => name)
  const { rows } =
    await sql<Queued>`select id, name, data from pgboss.job where state = 'created' and name = any (${names}::text[]) order by created_on, id limit 1`.execute(
      house.platform.database,
    )
  return rows[0]
}
