/** Timing that a busy machine disturbs little: the best of several rounds, after one for warming up. */
import type { Row } from './row.ts'

const rounds = 5
const roundTime = 200

/** How often `work` can be done in a second. */
export async function perSecond(name: string, work: () => unknown): Promise<Row> {
  let best = 0
  for (let round = 0; round <= rounds; round += 1) {
    const rate = await oneRound(work)
    if (round > 0) best = Math.max(best, rate)
  }
  return { name, value: best, unit: '/s' }
}

/** The same work done by two, alternately measured, as one row. */
export async function against(name: string, ours: () => unknown, peer: { readonly name: string; readonly work: () => unknown }): Promise<Row> {
  const own = await perSecond(name, ours)
  const other = await perSecond(peer.name, peer.work)
  return { ...own, peer: { name: peer.name, value: other.value, ratio: own.value / other.value } }
}

async function oneRound(work: () => unknown): Promise<number> {
  const start = performance.now()
  let done = 0
  while (performance.now() - start < roundTime) {
    await work()
    done += 1
  }
  return (done * 1000) / (performance.now() - start)
}
