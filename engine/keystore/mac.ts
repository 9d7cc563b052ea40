/** Integrity of a PKCS#12 file: HMAC with a derived key (RFC 7292 §5.1) or PBMAC1 (RFC 9579). */
import { digestByOid, digestLength, hmac } from '../algorithms/index.ts'
import { childrenOf, readObjectIdentifier, readOctetString, readSmallInteger, type Element } from '../asn1/index.ts'
import { equalBytes } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { algorithmParts, derivePbkdf2, hmacDigest } from './decrypt.ts'
import type { Password } from './password.ts'
import { derivePkcs12 } from './pkcs12-derivation.ts'

const pbmac1Oid = '1.2.840.113549.1.5.14'

/** Does the MAC over `content` verify with this password? */
export async function macMatches(macData: Element, password: Password, content: Uint8Array): Promise<boolean> {
  const [digestInfo, salt, iterations] = childrenOf(macData)
  if (digestInfo === undefined || salt === undefined) throw new MalformedError('MacData is cut off', macData.start)
  const [algorithm, expectedElement] = childrenOf(digestInfo)
  const oidElement = algorithm === undefined ? undefined : childrenOf(algorithm)[0]
  if (algorithm === undefined || oidElement === undefined || expectedElement === undefined) throw new MalformedError('DigestInfo is cut off', digestInfo.start)
  const expected = readOctetString(expectedElement)
  const oid = readObjectIdentifier(oidElement)
  if (oid === pbmac1Oid) return equalBytes(expected, await computePbmac1(algorithm, password, content))
  const name = digestByOid(oid)
  if (name === undefined) throw new MalformedError(`MAC digest ${oid} is not supported`, digestInfo.start)
  const count = password.spend(iterations === undefined ? 1 : readSmallInteger(iterations))
  const key = derivePkcs12(name, password.bmp, readOctetString(salt), count, 'mac', digestLength(name))
  return equalBytes(expected, hmac(name, key, content))
}

async function computePbmac1(algorithm: Element, password: Password, content: Uint8Array): Promise<Uint8Array> {
  const [derivation, scheme] = childrenOf(algorithmParts(algorithm)[1])
  if (derivation === undefined || scheme === undefined) throw new MalformedError('PBMAC1 parameters are cut off', algorithm.start)
  return hmac(hmacDigest(scheme), await derivePbkdf2(derivation, password, undefined), content)
}
