/**
 * C2SP Wycheproof: signatures and password-based derivation at their edges. With `node --conditions=browser` it tries the browser's cryptography.
 * The raw (P1363) files are tried by way of `ecdsaValueFromRaw`, as tokens and XML signatures are.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  curves,
  decryptAesCbc,
  digestByOid,
  digests,
  ecdsaValueFromRaw,
  keyOids,
  parsePublicKey,
  pbkdf2,
  pssParameters,
  signingAlgorithms,
  signatureAlgorithmIdentifier,
  verifySignature,
  type DigestName,
} from '@countersign/engine/algorithms'
import { der } from '@countersign/engine/asn1'
import { equalBytes, fromHex } from '@countersign/engine/bytes'
import type { SignatureAlgorithmName } from '@countersign/engine/ports'
import { z } from 'zod'
import { compared, type CaseResult, type Suite } from './suite.ts'

const testSchema = z.object({
  tcId: z.number(),
  comment: z.string(),
  result: z.enum(['valid', 'invalid', 'acceptable']),
  msg: z.string().default(''),
  sig: z.string().default(''),
  ctx: z.string().default(''),
  password: z.string().default(''),
  salt: z.string().default(''),
  iterationCount: z.number().default(1),
  iv: z.string().default(''),
  ct: z.string().default(''),
  dkLen: z.number().default(0),
  dk: z.string().default(''),
})
const groupSchema = z.object({
  type: z.string(),
  publicKeyDer: z.string().nullish(),
  sha: z.string().optional(),
  mgf: z.string().optional(),
  mgfSha: z.string().optional(),
  sLen: z.number().optional(),
  tests: z.array(testSchema),
})
const fileSchema = z.object({ algorithm: z.string(), testGroups: z.array(groupSchema) })
type Group = z.infer<typeof groupSchema>
type Test = z.infer<typeof testSchema>

export const wycheproof: Suite = {
  name: 'wycheproof',
  folder: 'wycheproof',
  howToFetch: 'Fetch testvectors_v1/*.json of the algorithms in question from C2SP/wycheproof into it.',
  async *run(folder) {
    for (const name of readdirSync(folder)
      .filter((one) => one.endsWith('.json'))
      .toSorted()) {
      const { algorithm, testGroups } = fileSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      for (const group of testGroups) for (const test of group.tests) yield await judge(`${name}#${test.tcId}`, algorithm, group, test)
    }
  },
}

async function judge(id: string, algorithm: string, group: Group, test: Test): Promise<CaseResult> {
  if (group.type === 'PbkdfTest')
    return compared(id, test.result === 'valid', equalBytes(await derive(algorithm, test, test.dkLen), fromHex(test.dk)), test.comment)
  if (group.type === 'PbeTest') return compared(id, test.result === 'valid', await decrypts(algorithm, test), test.comment)
  const identifier = algorithmOf(group)
  if (typeof identifier === 'string') return { id, outcome: 'skipped', detail: identifier }
  if (test.ctx !== '') return { id, outcome: 'skipped', detail: 'a context string: certificates have none (RFC 9881 §3)' }
  if (usesUnknownKey(group)) return { id, outcome: 'skipped', detail: 'a curve or key that the engine does not set out to know' }
  const verified = await verify(group, test, identifier)
  return test.result === 'acceptable' ? { id, outcome: 'passed', detail: test.comment } : compared(id, test.result === 'valid', verified, test.comment)
}

async function verify(group: Group, test: Test, algorithm: Uint8Array): Promise<boolean> {
  const publicKey = spkiOf(group)
  if (publicKey === undefined) return false
  const signature = group.type === 'EcdsaP1363Verify' ? fromRaw(publicKey, fromHex(test.sig)) : fromHex(test.sig)
  return signature !== undefined && verifySignature({ algorithm, publicKey, message: fromHex(test.msg), signature })
}

/** ML-DSA files of invalid keys have no structure around them. */
function spkiOf(group: Group): Uint8Array | undefined {
  return group.publicKeyDer === undefined || group.publicKeyDer === null ? undefined : fromHex(group.publicKeyDer)
}

function usesUnknownKey(group: Group): boolean {
  const key = spkiOf(group)
  return key !== undefined && parsePublicKey(key).kind === 'unknown'
}

function fromRaw(publicKey: Uint8Array, raw: Uint8Array): Uint8Array | undefined {
  const key = parsePublicKey(publicKey)
  return key.kind === 'ec' && raw.length === 2 * curves[key.curve].octets ? ecdsaValueFromRaw(raw) : undefined
}

/** DER AlgorithmIdentifier, or why there is none. */
function algorithmOf(group: Group): Uint8Array | string {
  const digest = digestNamed(group.sha)
  switch (group.type) {
    case 'RsassaPkcs1Verify':
      return nameOf(`rsa-${digest}`) ?? `no RSA with ${group.sha}`
    case 'EcdsaVerify':
    case 'EcdsaP1363Verify':
      return nameOf(`ecdsa-${digest}`) ?? `no ECDSA with ${group.sha}`
    case 'EddsaVerify':
      return signatureAlgorithmIdentifier('ed25519')
    case 'RsassaPssVerify': {
      const mask = digestNamed(group.mgfSha)
      if (digest === undefined || mask === undefined || group.mgf !== 'MGF1') return `digest ${group.sha} with ${group.mgf} ${group.mgfSha} is not supported`
      return der.sequence(der.objectIdentifier(keyOids.rsaPss), pssParameters(digest, mask, group.sLen ?? 0))
    }
    case 'MlDsaVerify': {
      const key = spkiOf(group)
      const kind = key === undefined ? undefined : parsePublicKey(key)
      return der.sequence(der.objectIdentifier(keyOids[kind?.kind === 'ml-dsa' ? kind.parameterSet : 'ml-dsa-44']))
    }
    default:
      return `${group.type} is not something the engine does`
  }
}

function nameOf(name: string): Uint8Array | undefined {
  return name in signingAlgorithms ? signatureAlgorithmIdentifier(name as SignatureAlgorithmName) : undefined
}

function digestNamed(text: string | undefined): DigestName | undefined {
  const name = (text ?? '').toLowerCase().replace(/^sha-/, 'sha')
  return name in digests && digestByOid(digests[name as DigestName].oid) !== undefined ? (name as DigestName) : undefined
}

function derive(algorithm: string, test: Test, length: number): Promise<Uint8Array> {
  const name = digestNamed(/HMACSHA(\d+)/i.exec(algorithm)?.[0].replace(/^HMAC/i, ''))
  if (name === undefined) throw new Error(`no digest in ${algorithm}`)
  return pbkdf2(name, fromHex(test.password), fromHex(test.salt), test.iterationCount, length)
}

async function decrypts(algorithm: string, test: Test): Promise<boolean> {
  const key = await derive(algorithm, test, algorithm.endsWith('128') ? 16 : algorithm.endsWith('192') ? 24 : 32)
  const plain = await decryptAesCbc(key, fromHex(test.iv), fromHex(test.ct))
  return plain !== undefined && equalBytes(plain, fromHex(test.msg))
}
