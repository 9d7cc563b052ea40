import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromBase64, utf8 } from '@countersign/engine/bytes'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { sealSecret, sealingContextBytes as browserBytes, type SealingContext } from '../web/app/sealSecret.ts'
import { sealingContextBytes } from './protocol/canonical.ts'
import { sealedSecret } from './protocol/requests.ts'

const context: SealingContext = {
  purpose: 'sign',
  keyId: '5f0c2f8e-7d3f-4a55-9a3e-0f6b7f3b2a11',
  person: 'person "Ґ" \\ 😀',
  challenge: 'x'.repeat(43),
  digests: [new Uint8Array(32).fill(7), new Uint8Array(32).fill(0xfe), new Uint8Array(32).fill(7)],
}

describe('what the browser seals', () => {
  it('is bound to the same bytes as in the vault, and those are fixed', () => {
    expect(browserBytes(context)).toEqual(sealingContextBytes(context))
    const { challenge, keyId } = context
    const empty = { purpose: 'create-key' as const, keyId, person: 'p', challenge, digests: [] }
    expect(browserBytes(empty)).toEqual(sealingContextBytes(empty))
    expect(new TextDecoder().decode(sealingContextBytes(empty))).toBe(
      `{"challenge":"${challenge}","digests":[],"keyId":"${keyId}","person":"p","purpose":"create-key","type":"countersign/sealed-secret/1"}`,
    )
  })

  it('differs with every part of its context, the order of the digests included', () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = context.digests
    const others: SealingContext[] = [
      { ...context, purpose: 'create-key' },
      { ...context, keyId: 'another' },
      { ...context, person: 'another' },
      { ...context, challenge: 'y'.repeat(43) },
      { ...context, digests: [first, second] },
      { ...context, digests: [second, first, first] },
    ]
    const spelt = [context, ...others].map((one) => new TextDecoder().decode(sealingContextBytes(one)))
    expect(new Set(spelt).size).toBe(7)
  })

  it('opens with the transport key as one text that the protocol accepts', async () => {
    const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
    const point = [4, ...fromBase64(jwk.x ?? ''), ...fromBase64(jwk.y ?? '')]
    const sealed = await sealSecret('Пароль-1aA', Buffer.from(point).toString('base64url'), context)
    expect(sealedSecret.safeParse(sealed).success).toBe(true)

    const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
    const recipientKey = await suite.kem.importKey('jwk', { ...jwk, key_ops: ['deriveBits'] } as JsonWebKey, false)
    const bytes = fromBase64(sealed)
    const recipient = await suite.createRecipientContext({
      recipientKey,
      enc: new Uint8Array(bytes.subarray(0, 65)).buffer,
      info: new Uint8Array(sealingContextBytes(context)).buffer,
    })
    expect(new Uint8Array(await recipient.open(new Uint8Array(bytes.subarray(65)).buffer))).toEqual(utf8('Пароль-1aA'))
  })
})
