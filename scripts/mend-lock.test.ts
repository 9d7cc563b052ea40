import { describe, expect, it } from 'vitest'
import { mendLock } from './mend-lock.mjs'

describe('mending the lock file', () => {
  it('drops optional edges that have no entry and keeps the others', () => {
    const lock = {
      packages: {
        '': { optionalDependencies: { 'kept-at-the-root': '1.0.0' } },
        'node_modules/tool': { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-mac': '1.0.0', 'tool-nested': '1.0.0' } },
        'node_modules/tool-linux': {},
        'node_modules/tool/node_modules/tool-nested': {},
        'node_modules/other': { optionalDependencies: { 'other-mac': '1.0.0' } },
      },
    }
    expect(mendLock(lock)).toEqual(['node_modules/tool → tool-mac', 'node_modules/other → other-mac'])
    expect(lock.packages['node_modules/tool'].optionalDependencies).toEqual({ 'tool-linux': '1.0.0', 'tool-nested': '1.0.0' })
    expect(lock.packages['node_modules/other']).toEqual({})
    expect(mendLock(lock)).toEqual([])
  })
})
