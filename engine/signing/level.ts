/** The baseline levels, lowest first. */
import { MisuseError } from '../errors.ts'
import type { Sources, Timestamp } from './sources.ts'

export const levels = ['B', 'T', 'LT', 'LTA'] as const
export type Level = (typeof levels)[number]

export function reaches(level: Level, step: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(step)
}

/** The file cannot be brought to the level: nobody says whether a certificate is revoked, or an authority refuses. What was given stays as it was. */
export class LevelNotReachedError extends Error {
  override readonly name = 'LevelNotReachedError'
}

export function timestampOf({ timestamp }: Sources): Timestamp {
  if (timestamp === undefined) throw new MisuseError('levels above B need a time-stamp authority')
  return timestamp
}
