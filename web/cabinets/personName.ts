import type { Account } from '../app/session.ts'

/** Family name first where lists are written so. @example personName({ given: 'Олена', middle: null, family: 'Коваленко' }, 'uk') // 'Коваленко Олена' */
export function personName(name: Account['name'], language: string): string {
  return (language === 'en' ? [name.given, name.family] : [name.family, name.given]).join(' ')
}
