import { useEffect, useState } from 'react'

/** Whole seconds until a moment, 0 when it has passed. Counts by the clock, so a sleeping phone wakes up right. */
export function useCountdown(until: Date | undefined): number {
  const end = until?.getTime()
  const [now, setNow] = useState(() => Date.now())
  const left = end === undefined ? 0 : Math.max(0, Math.ceil((end - now) / 1000))
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setNow(Date.now()), 1000 - (Date.now() % 1000))
    return () => clearTimeout(timer)
  }, [left, now])
  return left
}
