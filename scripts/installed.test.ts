import { describe, expect, it } from 'vitest'
import { differences } from './installed.mjs'

describe('comparing what is installed with the lock file', () => {
  const lock = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/web': { link: true },
    'node_modules/mac': { version: '1.0.0', optional: true },
  }

  it('accepts a missing optional part, which is for another platform', () => {
    expect(differences(lock, { 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/web': { link: true } })).toEqual([])
  })
  it('sees a missing part', () => {
    expect(differences(lock, { 'node_modules/web': { link: true } })).toEqual(['node_modules/a'])
  })
  it('sees another version and another content', () => {
    expect(differences(lock, { 'node_modules/a': { version: '1.0.1', integrity: 'x' }, 'node_modules/web': { link: true } })).toEqual(['node_modules/a'])
    expect(differences(lock, { 'node_modules/a': { version: '1.0.0', integrity: 'y' }, 'node_modules/web': { link: true } })).toEqual(['node_modules/a'])
  })
})
