/** Dates of PDF (ISO 32000-1 §7.9.4): `D:YYYYMMDDHHmmSSOHH'mm'`, everything behind the year optional. */

/** In universal time. */
export function pdfDate(moment: Date): string {
  return `D:${moment.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
}

export function parsePdfDate(text: string | undefined): Date | undefined {
  const parts = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text ?? '')
  if (parts === null) return undefined
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, offsetHours = '0', offsetMinutes = '0'] = parts
  const universal = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000
  const moment = new Date(sign === undefined ? universal : universal - (sign === '+' ? offset : -offset))
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
