import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { workOff } from '../../test/work-off.ts'
import { openTestVault, type TestVault } from '../../vault/testing.ts'
import { createSeedAccount } from '../accounts/index.ts'
import { closeCeremony, holdCeremony } from '../authority/index.ts'
import { allJobs } from '../domains.ts'
import { Act } from '../platform/index.ts'
import { certifySeedHolder, ownCertificates, revokeOwn } from './service/index.ts'

let vault: TestVault
let house: TestPlatform
beforeAll(async () => {
  vault = await openTestVault()
  house = await openTestPlatform({
    jobs: allJobs.filter(({ name }) => name !== 'deliver-message'),
    vaultSocket: join(vault.folder, 'vault.sock'),
    now: new Date(),
  })
  await holdCeremony(house.platform)
})
afterAll(async () => {
  await house.close()
  await vault.close()
})

it('whose certificate is revoked decides over nobody any more', async () => {
  const system = new Act(house.platform, { kind: 'system', job: 'test' })
  const name = { given: 'Віра', family: 'Шевчук' }
  const accountId = await createSeedAccount(system, {
    email: 'v@example.com',
    phone: '+380501110003',
    password: 'Long enough 1!',
    name,
    roles: ['verifier'],
    language: 'uk',
  })
  const subject = { country: 'UA', surname: 'Шевчук', givenName: 'Віра', serialNumber: 'TINUA-3725543200', commonName: 'Шевчук Віра' }
  const certificate = await certifySeedHolder(system, { accountId, subject, pin: '2580' })
  expect(await house.platform.vault.import({ what: 'verifier', person: accountId, certificate })).toMatchObject({ ok: true })
  await closeCeremony(house.platform)

  const verifier = new Act(house.platform, { kind: 'account', accountId, sessionId: accountId, roles: ['verifier'], cabinetId: null })
  const [own] = await ownCertificates(verifier)
  expect(await revokeOwn(verifier, own?.id ?? '', 'keyCompromise')).toBe('revoked')
  await workOff(house, { only: ['withdraw-verifier'] })
  expect(await house.platform.vault.describe({ what: 'authority' })).toMatchObject({ ok: true, verifiers: [] })
})
