import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { openTestVault, type TestVault } from '../../vault/testing.ts'
import { allJobs } from '../domains.ts'
import { Act } from '../platform/index.ts'
import { holdCeremony, publishRevocationList, revocationList } from './service/index.ts'

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

it('makers of one revocation list wait for each other, so the newest number knows every revocation', async () => {
  const act = new Act(house.platform, { kind: 'system', job: 'test' })
  await Promise.all([1, 2, 3].map(() => publishRevocationList(act, 'issuing-authority', 1)))
  expect((await revocationList(act, 'issuing-authority', 1))?.number).toBe(3)
})
