import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

type Moment = Date | string | number

/** Numbers, dates and sizes as the reader's language writes them. */
export function formats(language: string, timeZone?: string) {
  const zone = timeZone === undefined ? {} : { timeZone }
  const as = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { ...zone, ...options })
    return (moment: Moment) => format.format(new Date(moment))
  }
  const integer = new Intl.NumberFormat(language)
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return {
    /** 12 March 2026 */
    date: as({ day: 'numeric', month: 'long', year: 'numeric' }),
    /** 12 Mar */
    day: as({ day: 'numeric', month: 'short' }),
    /** 10:02 */
    time: as({ hour: '2-digit', minute: '2-digit' }),
    /** 12 March 2026, 10:02 */
    dateTime: as({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    /** 12 March 2026, 10:02:17 GMT+2: for evidence, where two zones may meet. */
    exact: as({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' }),
    number: (value: number) => integer.format(value),
    percent: (share: number) => new Intl.NumberFormat(language, { style: 'percent' }).format(share),
    list: (names: Iterable<string>) => list.format(names),
    /** "in 12 days", "yesterday", "3 hours ago" */
    relative: (moment: Moment, now: Date) => {
      const seconds = (new Date(moment).getTime() - now.getTime()) / 1000
      const [unit, size] =
        (
          [
            ['day', 86_400],
            ['hour', 3600],
            ['minute', 60],
          ] as const
        ).find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
      return relative.format(Math.trunc(seconds / size), unit)
    },
    /** 1.4 MB */
    bytes: (size: number) => {
      const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
      const power = size < 1 ? 0 : Math.min(Math.floor(Math.log10(size) / 3), units.length - 1)
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit: units[power] ?? 'byte',
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: power === 0 ? 0 : 1,
      }).format(size / 1000 ** power)
    },
  }
}

/** The chosen language as the reader's own country writes it, when the browser tells the country. */
function regionOf(language: string): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? (language === 'en' ? 'en-GB' : language)
}

export function useFormats() {
  const { i18n } = useTranslation()
  return useMemo(() => formats(regionOf(i18n.language)), [i18n.language])
}
