import parsePhoneNumber from 'libphonenumber-js/min'

/** A number as it is read aloud. @example spokenPhone('+380501234567') // '+380 50 123 4567' */
export function spokenPhone(phone: string): string {
  return parsePhoneNumber(phone)?.formatInternational() ?? phone
}
