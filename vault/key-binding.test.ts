import { describe, expect, it } from 'vitest'
import { keyBindingBytes as browserBytes } from '../web/certificates/keyBinding.ts'
import { keyBindingBytes } from './protocol/key-binding.ts'

const statement = { applicationDigest: 'ab'.repeat(32), publicKey: new Uint8Array([0x30, 0x03, 0xff, 0xfe, 0x00]) }

describe('what binds a file key to its holder', () => {
  it('is the same bytes in the browser as in the vault, and those are fixed', () => {
    expect(browserBytes(statement)).toEqual(keyBindingBytes(statement))
    expect(new TextDecoder().decode(browserBytes(statement))).toBe(
      `{"applicationDigest":"${'ab'.repeat(32)}","publicKey":"MAP//gA=","type":"countersign/key-binding/1"}`,
    )
  })

  it('differs with the application and with the key', () => {
    const others = [statement, { ...statement, applicationDigest: 'cd'.repeat(32) }, { ...statement, publicKey: new Uint8Array([0x30, 0x00]) }]
    expect(new Set(others.map((one) => new TextDecoder().decode(browserBytes(one)))).size).toBe(3)
  })
})
