/**
 * Background work, behind one port: enqueued inside the caller's transaction, run at least once, retried with growing pauses.
 * A job is shallow and idempotent: it calls a service, and doing it twice does it once.
 */
import { fromKysely, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import { Act, type JobOrder, type JobQueue } from './act.ts'
import type { EventType } from './events.ts'

export type JobDefinition<Data = never> = JobOrder<Data> & {
  /** Events that start this job; their payload is its data. */
  readonly on?: readonly EventType[]
  /** Cron expression (UTC) for work that comes round; data is then `{}`. */
  readonly every?: string
  readonly retries?: number
  run(act: Act, data: Data): Promise<void>
}

export type AnyJob = Omit<JobDefinition, 'run' | 'schema'> & { readonly schema: z.ZodType; runUnknown(act: Act, data: unknown): Promise<void> }

/** Declares a job; its data is checked against the schema again when it runs. */
export function defineJob<Data>(definition: JobDefinition<Data>): AnyJob {
  return { ...definition, runUnknown: async (act, data) => definition.run(act, definition.schema.parse(data)) }
}

const backoffSeconds = 2
/** A worker that was killed is noticed after this long, and its job runs again elsewhere. pg-boss's least value. */
const heartbeatSeconds = 10

/** pg-boss in the same database, so that a job and the state that asks for it commit together. */
export function openJobQueue(databaseUrl: string, jobs: readonly AnyJob[], options: { readonly work: boolean }): JobQueue {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: 'pgboss',
    max: 4,
    useListenNotify: options.work,
    superviseIntervalSeconds: heartbeatSeconds / 2,
    monitorIntervalSeconds: heartbeatSeconds / 2,
    supervise: options.work,
    schedule: options.work,
  })
  // A broken connection heals by itself; the failed statement is retried by its caller or the next poll.
  boss.on('error', () => undefined)
  return {
    async send(tx, job, data, sendOptions = {}) {
      await boss.send(job.name, job.schema.parse(data) as object, {
        db: fromKysely(tx.transaction),
        ...(sendOptions.startAfter && { startAfter: sendOptions.startAfter }),
      })
    },
    subscribersOf: (event) => jobs.filter((job) => job.on?.some((type) => type === event)),
    async start(platform) {
      await boss.start()
      for (const job of jobs) {
        await boss.createQueue(job.name, {
          retryLimit: job.retries ?? 20,
          retryDelay: backoffSeconds,
          retryBackoff: true,
          retryDelayMax: 600,
          heartbeatSeconds,
          notify: true,
        })
        if (!options.work) continue
        await boss.work(job.name, { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5, batchSize: 1 }, async ([work]) => {
          await job.runUnknown(new Act(platform, { kind: 'system', job: job.name }), work?.data ?? {}).catch((error: unknown) => {
            tellFailure(job.name, error)
            throw error
          })
        })
        if (job.every !== undefined) await boss.schedule(job.name, job.every, {})
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

/** A job that failed will be tried again; whoever runs the deployment should know. Never the job's data: it may name people. */
function tellFailure(job: string, error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  process.stderr.write(`${JSON.stringify({ level: 'error', msg: 'job failed, will be retried', job, error: { name, message, stack } })}\n`)
}
