import { describe, expect, it } from 'vitest'
import { checkImports } from './check-imports.ts'

const check = (files: Readonly<Record<string, string>>): string[] => checkImports(new Map(Object.entries(files)))

describe('the import table', () => {
  it('lets a tidy house be', () => {
    expect(
      check({
        'engine/asn1/index.ts': "import { join } from '../bytes/index.ts'",
        'engine/bytes/index.ts': "export * from '../errors.ts'",
        'engine/errors.ts': '',
        'server/accounts/service.ts': "import { Act } from '../platform/index.ts'\nimport { vaultClient } from '@countersign/vault/protocol'",
        'server/platform/index.ts': "import { readFile } from 'node:fs/promises'",
        'vault/protocol.ts': '',
      }),
    ).toEqual([])
  })

  it.each([
    ['a room that is closed', { 'engine/cms/index.ts': "import '../../server/app.ts'", 'server/app.ts': '' }, 'engine may not'],
    ['the inside of the vault', { 'server/app.ts': "import('../vault/store.ts')", 'vault/store.ts': '' }, 'server may not'],
    ['a later folder of engine', { 'engine/asn1/a.ts': "import '../cms/index.ts'", 'engine/cms/index.ts': '' }, 'cms does not stand before asn1'],
    ['a later domain', { 'server/audit/a.ts': "import '../documents/index.ts'", 'server/documents/index.ts': '' }, 'documents does not stand before audit'],
    ['a domain past its door', { 'server/documents/a.ts': "import '../audit/store.ts'", 'server/audit/store.ts': '' }, 'only audit/index.ts is the door'],
    ['a folder without a place', { 'server/extras/a.ts': "import '../platform/index.ts'", 'server/platform/index.ts': '' }, 'extras has no place'],
    ['Node in the browser', { 'engine/cms/a.ts': "import 'node:fs'" }, 'also runs in a browser'],
    ['the router in ui', { 'web/ui/Card.tsx': "import { Link } from 'react-router'" }, 'neither the API nor the router'],
    ['a file that is not there', { 'web/app/a.tsx': "import './b.tsx'" }, 'no such file'],
    ['an export from elsewhere', { 'web/app/a.tsx': "export * from '../../vault/main.ts'", 'vault/main.ts': '' }, 'web may not'],
  ])('refuses %s', (_, files, why) => {
    const faults = check(files)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(why)
  })

  it('holds a file that only tests import to the rule for tests, and to the stricter one as soon as something else imports it', () => {
    const files = { 'engine/cms/cms.test.ts': "import './openssl.ts'", 'engine/cms/openssl.ts': "import 'node:child_process'", 'engine/cms/parse.ts': '' }
    expect(check(files)).toEqual([])
    expect(check({ ...files, 'engine/cms/parse.ts': "import './openssl.ts'" })).toHaveLength(1)
  })

  it('tells a cycle once, however long it is', () => {
    const files = { 'web/a.ts': "import './b.ts'", 'web/b.ts': "import './c.ts'", 'web/c.ts': "import './a.ts'", 'web/d.ts': "import './a.ts'" }
    expect(check(files)).toEqual(['a cycle: web/a.ts → web/b.ts → web/c.ts → web/a.ts'])
  })
})
