import { useCountdown } from './useCountdown.ts'

/** Time left to a moment, "4:07" or "22:48:03". The last fifth is no colour change: the words around it say what follows. */
export function Countdown({ until }: { readonly until: Date }) {
  const seconds = useCountdown(until)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = (parts[0] === 0 ? parts.slice(1) : parts).map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
  return (
    <time className="num" dateTime={`PT${seconds}S`} role="timer">
      {shown}
    </time>
  )
}
