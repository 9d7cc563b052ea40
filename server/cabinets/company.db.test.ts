import { digest } from '@countersign/engine/algorithms'
import { toBase64, utf8 } from '@countersign/engine/bytes'
import { signCades } from '@countersign/engine/cades'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSigningHouse, type Answer, type FileKey, type SigningHouse } from '../signing/testing.ts'
import { revokeCertificate } from '../authority/index.ts'

let house: SigningHouse
let olena = ''
let andrii = ''
beforeAll(async () => {
  house = await openSigningHouse()
  olena = await house.signedIn('olena@example.com', 'Олена')
  andrii = await house.signedIn('andrii@example.com', 'Андрій')
})
afterAll(() => house.close())

const company = { commonName: 'Коваленко Олена', organizationName: 'ТОВ «Акме»', organizationIdentifier: 'NTRUA-12345678' }

/** What the page does: asks for the text and signs it with the key that it holds. */
async function opened(cookie: string, { key, certificate }: FileKey): Promise<Answer> {
  const { body } = await house.call('POST', '/api/company-cabinet-challenges', cookie, { holder: 'legal-entity' })
  const signed = digest('sha256', utf8(String(body['text'])))
  const cms = await signCades({ digest: signed, digestAlgorithm: 'sha256', certificate, signingTime: house.house.clock.now(), key })
  return house.call('POST', '/api/company-cabinets', cookie, { challengeId: body['id'], cms: toBase64(cms) })
}

describe('a company cabinet', () => {
  it('is opened by the company’s certificate, named as it says, and owned by whoever asked', async () => {
    expect(await opened(olena, await house.fileKey(company))).toMatchObject({
      status: 201,
      body: { kind: 'company', name: 'ТОВ «Акме»', country: 'UA', taxNumber: '12345678' },
    })
    const { body } = await house.call('GET', '/api/session', olena)
    expect(body['cabinets']).toMatchObject([{ kind: 'personal' }, { name: 'ТОВ «Акме»', role: 'owner' }])
  })

  it('is opened once: the number decides, whoever comes with another certificate of the company', async () => {
    expect(await opened(andrii, await house.fileKey(company))).toMatchObject({ status: 409, body: { code: 'cabinet.exists' } })
    expect((await house.call('GET', '/api/session', andrii)).body['cabinets']).toHaveLength(1)
  })

  it('is not opened by a certificate that was revoked a moment ago', async () => {
    const key = await house.fileKey({ ...company, organizationIdentifier: 'NTRUA-32000017' })
    await house.system.transaction((tx) => revokeCertificate(tx, key.issuedId, 'keyCompromise'))
    expect(await opened(andrii, key)).toMatchObject({ status: 409, body: { code: 'certificate.revoked' } })
  })

  it('is not opened with a text that somebody else was given, nor with one that was used', async () => {
    const key = await house.fileKey({ ...company, organizationIdentifier: 'NTRUA-45000092' })
    const { body } = await house.call('POST', '/api/company-cabinet-challenges', olena, { holder: 'legal-entity' })
    const cms = toBase64(
      await signCades({
        digest: digest('sha256', utf8(String(body['text']))),
        digestAlgorithm: 'sha256',
        certificate: key.certificate,
        signingTime: house.house.clock.now(),
        key: key.key,
      }),
    )
    expect(await house.call('POST', '/api/company-cabinets', andrii, { challengeId: body['id'], cms })).toMatchObject({
      status: 404,
      body: { code: 'challenge.not-found' },
    })
    expect((await house.call('POST', '/api/company-cabinets', olena, { challengeId: body['id'], cms })).status).toBe(201)
    expect(await house.call('POST', '/api/company-cabinets', olena, { challengeId: body['id'], cms })).toMatchObject({
      status: 409,
      body: { code: 'challenge.spent' },
    })
  })
})
