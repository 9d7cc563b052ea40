import { sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { workOff } from '../../test/work-off.ts'
import { Act } from '../platform/index.ts'
import { sweepMessages, tellByMail } from './service.ts'

let house: TestPlatform
afterEach(() => house.close())

const messages = (act: Act) =>
  act.transaction(({ transaction }) => sql<{ body: string; link: string | null }>`select body, link from message`.execute(transaction))

async function delivered(demonstration: boolean): Promise<Act> {
  house = await openTestPlatform({ settings: { COUNTERSIGN_DEMONSTRATION: String(demonstration) } })
  const act = new Act(house.platform, { kind: 'system', job: 'test' })
  await act.transaction((tx) =>
    tellByMail(tx, { to: 'o@example.com', language: 'en', text: 'accounts:mails.confirm', values: { given: 'Olena' }, link: '/confirm/secret' }),
  )
  await workOff(house, { only: ['deliver-message'] })
  return act
}

it('what was sent is forgotten, also where no relay is set: it may hold a link that opens something', async () => {
  expect((await messages(await delivered(false))).rows).toEqual([{ body: '', link: null }])
})

it('a demonstration shows what it sent', async () => {
  expect((await messages(await delivered(true))).rows).toMatchObject([{ link: expect.stringContaining('/confirm/secret') }])
})

it('after a month nobody knows any more whom we wrote to', async () => {
  const act = await delivered(false)
  await sweepMessages(act)
  expect((await messages(act)).rows).toHaveLength(1)
  house.clock.advance(31 * 86_400_000)
  await sweepMessages(new Act(house.platform, { kind: 'system', job: 'test' }))
  expect((await messages(act)).rows).toHaveLength(0)
})
