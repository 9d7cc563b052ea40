import type { CertificateState, HolderCertificate } from './queries.ts'

const rank: Readonly<Record<CertificateState, number>> = { expiring: 0, good: 1, 'not-yet-valid': 2, expired: 3, revoked: 4 }

/** What ends soon first, then what works, then what does not any more; within each, the earliest end first. */
export function inOrder(list: readonly HolderCertificate[]): readonly HolderCertificate[] {
  return list.toSorted(
    (left, right) => rank[left.state] - rank[right.state] || left.notAfter.localeCompare(right.notAfter) || left.place.localeCompare(right.place),
  )
}

/** Serial numbers are read in pairs of octets. @example spokenSerial('0a1b2c') // '0A1B 2C' */
export function spokenSerial(serial: string): string {
  return (
    serial
      .toUpperCase()
      .match(/.{1,4}/g)
      ?.join(' ') ?? serial
  )
}
