/** D1–D8 through the API: a person without anything ends with a cloud key and a file key that OpenSSL accepts. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { Person } from '../person.ts'
import { agreed, applied, approved, cloudKeyMade, demonstration, fileKeyMade, freshContact, recommended, registered, signIn } from '../road.ts'

const origin = inject('origin')

describe('the remote certificate road', () => {
  it('leads from a voucher to two working keys', async () => {
    const contact = freshContact()
    const applicant = await registered(origin, contact)
    const { vouchers } = await demonstration(origin)
    const id = await applied(applicant, vouchers.person[0] ?? '', { surname: 'Коваленко', givenName: 'Олена', number: { kind: 'rnokpp', value: '3287300012' } })
    await recommended(await signIn(origin, 'agent'), id)
    await approved(await signIn(origin, 'verifier'), id)
    const agreement = await agreed(applicant, id, contact.phone)
    expect(new TextDecoder('latin1').decode(agreement.subarray(0, 5))).toBe('%PDF-')
    const cloud = await cloudKeyMade(applicant, id, '4711')
    const { file, name, certificate } = await fileKeyMade(applicant, id, '4711', 'File-Password-1')
    expect(name).toBe('kovalenko_edr_3287300012.p12')
    expect(certificate.serialNumber).not.toBe(cloud.serialNumber)
    expect((await applicant.get<{ state: string }>(`/api/applications/${id}`)).state).toBe('issued')
    const subject = openssl(['pkcs12', '-in', saved(file), '-passin', 'pass:File-Password-1', '-nokeys', '-clcerts'])
    expect(subject).toContain('serialNumber = TINUA-3287300012')
  })

  it('answers a used and an unknown voucher alike', async () => {
    const applicant = await registered(origin, freshContact())
    const { vouchers } = await demonstration(origin)
    await applicant.post('/api/applications', { voucherCode: vouchers.person[1] })
    const other = await registered(origin, freshContact())
    for (const voucherCode of [vouchers.person[1], 'AAAA-AAAA-AAAA-AAAA'])
      await expect(other.post('/api/applications', { voucherCode })).rejects.toMatchObject({ status: 409, code: 'voucher.voucher-not-usable' })
  })

  it('keeps an application from everyone but its applicant and the staff', async () => {
    const applicant = await registered(origin, freshContact())
    const { vouchers } = await demonstration(origin)
    const { id } = await applicant.post<{ id: string }>('/api/applications', { voucherCode: vouchers.person[2] })
    const stranger = await registered(origin, freshContact())
    await expect(stranger.get(`/api/applications/${id}`)).rejects.toMatchObject({ status: 404 })
    await expect(new Person(origin).get(`/api/applications/${id}`)).rejects.toMatchObject({ status: 401 })
  })
})

function saved(bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'road-')), 'key.p12')
  writeFileSync(path, bytes)
  return path
}

function openssl(parameters: readonly string[]): string {
  return execFileSync('openssl', parameters, { encoding: 'utf8' })
}
