import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/useFormats.ts'

const dayLength = 86_400_000

/** Times as short as they stay clear: today by the hour, this week by the day's name, else by the date. */
export function useMoments() {
  const { day, time, date } = useFormats()
  const { i18n } = useTranslation()
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short' })
  const [today] = useState(() => new Date())
  const isToday = (moment: Date) => moment.toDateString() === today.toDateString()
  return {
    /** In a list: "11:40", "Mon", "4 Mar", "4 March 2025". */
    brief: (at: string) => {
      const moment = new Date(at)
      if (isToday(moment)) return time(moment)
      if (Math.abs(today.getTime() - moment.getTime()) < 6 * dayLength) return weekday.format(moment)
      return moment.getFullYear() === today.getFullYear() ? day(moment) : date(moment)
    },
    /** In a sentence: "10:02", "12 Mar, 10:02". */
    moment: (at: string) => (isToday(new Date(at)) ? time(at) : `${day(at)}, ${time(at)}`),
  }
}
