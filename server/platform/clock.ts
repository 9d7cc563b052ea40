/** The present moment as a port: tests hold it still and move it. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved. For tests. */
export function standingClock(start: Date): Clock & { moveTo(moment: Date): void; advance(milliseconds: number): void } {
  let moment = start
  return {
    now: () => moment,
    moveTo: (next) => void (moment = next),
    advance: (milliseconds) => void (moment = new Date(moment.getTime() + milliseconds)),
  }
}
