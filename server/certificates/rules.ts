/** A person's keys and certificates. Pure. Source: promises D7, D8, E1, E3. */
import { z } from 'zod'
import type { KeyPlace } from '../catalogue/index.ts'

export const issueKeyCertificate = { name: 'issue-key-certificate', schema: z.object({ keyId: z.uuid() }) }

export type CertificateState = 'good' | 'expiring' | 'expired' | 'revoked' | 'not-yet-valid'

/** Expiring soon (E1) begins this many days before the end. */
export const expiringDays = 60
const day = 86_400_000

export function stateOf(certificate: { readonly status: 'good' | 'revoked'; readonly notBefore: Date; readonly notAfter: Date }, now: Date): CertificateState {
  if (certificate.status === 'revoked') return 'revoked'
  if (now > certificate.notAfter) return 'expired'
  if (now < certificate.notBefore) return 'not-yet-valid'
  return certificate.notAfter.getTime() - now.getTime() <= expiringDays * day ? 'expiring' : 'good'
}

/** Which keys of the set are still to be made, cloud first: it vouches for the file key. */
export function nextPlace(places: readonly KeyPlace[], made: ReadonlySet<KeyPlace>): KeyPlace | undefined {
  return (['cloud', 'file'] as const).find((place) => places.includes(place) && !made.has(place))
}

/** `surname_edr_number.p12` (D7): the company's number, or the person's own where there is no company. Latin letters, as file systems like them. */
export function keyFileName(subject: {
  readonly surname?: string | undefined
  readonly commonName: string
  readonly organizationIdentifier?: string | undefined
  readonly serialNumber?: string | undefined
}): string {
  const number = (subject.organizationIdentifier ?? subject.serialNumber ?? '').replace(/^[A-Z]{5}-/, '')
  const surname = transliterate(subject.surname ?? subject.commonName)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${surname.toLowerCase()}_edr_${number}.p12`
}

/** Ukrainian letters by the Cabinet's resolution No. 55 of 2010, the rest of Cyrillic in the usual way. */
const latin: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ь: '',
  ю: 'iu',
  я: 'ia',
  ё: 'e',
  ы: 'y',
  э: 'e',
  ъ: '',
  ә: 'a',
  ғ: 'g',
  қ: 'q',
  ң: 'n',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'h',
  '’': '',
  "'": '',
  ʼ: '',
}

function transliterate(text: string): string {
  return [...text.toLowerCase()]
    .map((letter) => latin[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
}
