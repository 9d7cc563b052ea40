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
  let pause = firstPause
  /** Ended on purpose, to be replaced at once. */
  let replaced: Run | undefined
  const waiters: (() => void)[] = []
  const watching = watch()

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const startedAt = Date.now()
      const reason = await run.ended
      if (stopping.signal.aborted) return
      if (run !== replaced) {
        tell(`${name} stopped (${reason}); starting it again`)
        if (Date.now() - startedAt > healthyLife) pause = firstPause
        await rest()
      }
      await startAgain()
    }
  }

  async function startAgain(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        run = await start()
        waiters.splice(0).forEach((resolve) => resolve())
        return
      } catch (error) {
        tell(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`)
        await rest()
      }
    }
  }

  async function rest(): Promise<void> {
    await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    pause = Math.min(pause * 2, longestPause)
  }

  return {
    restart() {
      replaced = run
      const renewed = new Promise<void>((resolve) => waiters.push(resolve))
      void run.stop()
      return renewed
    },
    async stop() {
      stopping.abort()
      await run.stop()
      await watching
      await run.stop() // a new run may have become ready meanwhile
      waiters.splice(0).forEach((resolve) => resolve())
    },
  }
}
