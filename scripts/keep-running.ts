/**
 * One part of a deployment (database, vault, server) kept alive: started, and started again with growing pauses when it dies.
 * The first start must succeed: a part that cannot start at all is a mistake to report, not one to repeat.
 */
import { setTimeout as delay } from 'node:timers/promises'

/** A part that is up. `ended` tells why it went, whoever caused it. */
export type Run = { readonly ended: Promise<string>; stop(): Promise<void> }

export type Kept = {
  /** Ends the present run and waits for a new one that is ready. */
  restart(): Promise<void>
  /** Also while a new run is on its way; never waits for one that has already gone. */
  stop(): Promise<void>
}

export type KeepOptions = {
  readonly name: string
  readonly start: () => Promise<Run>
  readonly tell: (line: string) => void
  readonly firstPause?: number
}

const longestPause = 15_000
/** A run that lived this long was healthy, so its death starts the pauses anew. */
const healthyLife = 60_000

export async function keepRunning({ name, start, tell, firstPause = 200 }: KeepOptions): Promise<Kept> {
  const stopping = new AbortController()
  let run = await start()
  let startedAt = Date.now()
  let pause = firstPause
  let wanted = false // the present run was ended on purpose, to be replaced
  const watching = watch()

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const reason = await run.ended
      if (stopping.signal.aborted) return
      if (Date.now() - startedAt > healthyLife || wanted) pause = firstPause
      if (!wanted) tell(`${name} stopped (${reason}); starting it again`)
      await again()
    }
  }

  async function again(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (!wanted) await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      wanted = false
      if (stopping.signal.aborted) return
      pause = Math.min(pause * 2, longestPause)
      try {
        run = await start()
        startedAt = Date.now()
        waiters.splice(0).forEach((resolve) => resolve())
        return
      } catch (error) {
        tell(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  const waiters: (() => void)[] = []
  return {
    restart: () =>
      new Promise((resolve) => {
        waiters.push(resolve)
        wanted = true
        void run.stop()
      }),
    async stop() {
      stopping.abort()
      await run.stop()
      await watching
      await run.stop() // a new run may have become ready meanwhile
    },
  }
}
