import { expect, it } from 'vitest'
import { inOrder, spokenSerial } from './order.ts'
import type { CertificateState, HolderCertificate } from './queries.ts'

const certificate = (id: string, state: CertificateState, notAfter: string): HolderCertificate => ({
  id,
  keyId: id,
  place: 'cloud',
  state,
  serialNumber: id,
  sha256: id,
  notBefore: '2026-01-01',
  notAfter,
  chain: [],
})

it('shows what ends soon first and what is over last', () => {
  const list = [
    certificate('a', 'revoked', '2026-12-01'),
    certificate('b', 'good', '2027-03-01'),
    certificate('c', 'expiring', '2026-04-01'),
    certificate('d', 'good', '2027-01-01'),
  ]
  expect(inOrder(list).map(({ id }) => id)).toEqual(['c', 'd', 'b', 'a'])
})

it('reads a serial number in groups', () => {
  expect(spokenSerial('0a1b2c')).toBe('0A1B 2C')
})
