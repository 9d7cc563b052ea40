import { describe, expect, it } from 'vitest'
import { catalogueFaultsIn, emptyNamesIn, lockFaultsIn, longFilesIn, registryHostsIn } from './check-house.ts'

const files = (entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(entries))

describe('house rules', () => {
  it('refuse names that say nothing', () => {
    expect(emptyNamesIn(files({ 'web/ui/helpers.ts': '', 'server/utils/date.ts': '', 'engine/common.test.ts': '', 'web/app/commonName.ts': '' }))).toHaveLength(
      3,
    )
  })
  it('refuse a file over 400 lines unless a reason is recorded', () => {
    const long = { 'engine/a.ts': 'x\n'.repeat(401), 'engine/b.ts': 'x\n'.repeat(400), 'client/types.gen.ts': 'x\n'.repeat(9000) }
    expect(longFilesIn(files(long))).toEqual(['engine/a.ts: 401 lines; the limit is 400'])
    expect(longFilesIn(files(long), { 'engine/a.ts': 'one table of the standard' })).toEqual([])
  })
  it('refuse a lock with edges that lead nowhere', () => {
    expect(lockFaultsIn(files({ 'package-lock.json': '{"packages":{"node_modules/a":{"optionalDependencies":{"b":"1"}}}}' }))).toHaveLength(1)
  })
  it('refuse the host of a registry', () => {
    const host = ['https://registry', 'npmjs', 'org/a'].join('.')
    expect(registryHostsIn(files({ '.npmrc': `registry=${host}`, 'package-lock.json': `{"resolved": "${host}"}`, 'README.md': 'npm start' }))).toHaveLength(2)
  })
  it('want every word in every language, whatever its plural forms', () => {
    expect(
      catalogueFaultsIn(
        files({
          'locales/en/orders.json': '{"title":"Orders","days_one":"day","days_other":"days","only":{"here":"x"}}',
          'locales/uk/orders.json': '{"title":"Замовлення","days_one":"день","days_few":"дні","days_many":"днів","days_other":"дня"}',
        }),
      ),
    ).toEqual(['locales/uk/orders.json lacks only.here'])
  })
})
