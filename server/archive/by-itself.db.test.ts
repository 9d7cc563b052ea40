import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { samplePdf } from '../../engine/pdf/sample-files.ts'
import { openSigningHouse, type SigningHouse } from '../signing/testing.ts'

let house: SigningHouse
beforeAll(async () => {
  house = await openSigningHouse({ work: true })
})
afterAll(() => house.close())

it('after the last signature everything else happens by itself: evidence, completion, archive', async () => {
  const olena = await house.signedIn('olena@example.com', 'Олена')
  const key = await house.fileKey({ commonName: 'Коваленко Олена' })
  const id = await house.sent(olena, 'Договір.pdf', samplePdf(), [{ email: 'olena@example.com', role: 'signer' }])
  expect(await house.sign(id, olena, key)).toMatchObject({ status: 201, body: { document: { state: 'open' } } })
  await vi.waitFor(
    async () => {
      const { body } = await house.call('GET', `/api/documents/${id}/statistics`, olena)
      expect((body['rows'] as { action: string }[]).map(({ action }) => action)).toContain('archive.built')
    },
    { timeout: 25_000, interval: 200 },
  )
  expect(await house.call('GET', `/api/documents/${id}`, olena)).toMatchObject({ body: { state: 'completed', signatures: [{ level: 'LT', trouble: null }] } })
})
