/** Days as a date field gives them (2026-03-20), in the reader's own zone: a deadline is the last moment of its day. Pure. */

export function endOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 23, 59, 59).toISOString()
}

export const isPast = (day: string, now: Date): boolean => new Date(endOfDay(day)) <= now

/** Back again, for a date field. */
export function dayOf(moment: string): string {
  const at = new Date(moment)
  return [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join('-')
}
