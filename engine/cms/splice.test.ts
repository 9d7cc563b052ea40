import { describe, expect, it } from 'vitest'
import { der } from '../asn1/index.ts'
import { concatBytes } from '../bytes/index.ts'
import { wrapBasicOcspResponse } from '../revocation/index.ts'
import { addToSignedData, addUnsignedAttribute, attributesOfType, buildAttribute, cmsOid, parseSignedData, soleValue } from './index.ts'

const algorithm = der.sequence(der.objectIdentifier('2.16.840.1.101.3.4.2.1'))
const name = der.sequence(der.setOf(der.sequence(der.objectIdentifier('2.5.4.3'), der.utf8String('A'))))
const attribute = (octet: number): Uint8Array => buildAttribute(cmsOid.signatureTimeStamp, der.octetString(new Uint8Array([octet])))
const certificate = (octet: number): Uint8Array => der.sequence(der.octetString(new Uint8Array(200).fill(octet)))

function signer(serialNumber: number): Uint8Array {
  const attributes = der.implicit(0, der.setOf(buildAttribute(cmsOid.messageDigest, der.octetString(new Uint8Array(32)))))
  return der.sequence(der.integer(1), der.sequence(name, der.integer(serialNumber)), algorithm, attributes, algorithm, der.octetString(new Uint8Array(64)))
}

function signedData(...signers: readonly Uint8Array[]): Uint8Array {
  const body = der.sequence(der.integer(1), der.setOf(algorithm), der.sequence(der.objectIdentifier(cmsOid.data)), der.encode(0x31, ...signers))
  return der.sequence(der.objectIdentifier(cmsOid.signedData), der.explicit(0, body))
}

describe('adding to a CMS', () => {
  it('gives an unsigned attribute to the signer that is meant, and to nobody else', () => {
    const cms = addUnsignedAttribute(addUnsignedAttribute(signedData(signer(1), signer(2), signer(3)), attribute(7), 1), attribute(8), 1)
    const counts = parseSignedData(cms).signers.map(({ unsignedAttributes }) => attributesOfType(unsignedAttributes, cmsOid.signatureTimeStamp).length)
    expect(counts).toEqual([0, 2, 0])
  })

  it('puts certificates before revocation data, where neither was', () => {
    const cms = addToSignedData(signedData(signer(1)), { crls: [certificate(2)], certificates: [certificate(1)], ocspResponses: [certificate(3)] })
    const parsed = parseSignedData(cms)
    expect(parsed.certificates).toEqual([certificate(1)])
    expect(parsed.crls).toEqual([certificate(2)])
    expect(parsed.ocspResponses).toEqual([certificate(3)])
    expect(parsed.version).toBe(5)
    expect(parsed.signers).toHaveLength(1)
  })

  it('adds behind what is there, across the point where lengths need more octets', () => {
    let cms = signedData(signer(1))
    for (let i = 0; i < 5; i++) cms = addToSignedData(cms, { certificates: [certificate(i)] })
    expect(parseSignedData(cms).certificates).toEqual([0, 1, 2, 3, 4].map(certificate))
  })

  it('adds the same thing once', () => {
    const cms = addToSignedData(signedData(signer(1)), { certificates: [certificate(1), certificate(1)] })
    expect(parseSignedData(cms).certificates).toHaveLength(1)
    expect(addToSignedData(cms, { certificates: [certificate(1)] })).toBe(cms)
  })
})

describe('reading a CMS', () => {
  it('ignores the zeros that fill up a reserved place, and nothing else', () => {
    const cms = signedData(signer(1))
    expect(parseSignedData(concatBytes(cms, new Uint8Array(9))).signers).toHaveLength(1)
    expect(() => parseSignedData(concatBytes(cms, new Uint8Array([0, 1])))).toThrow(/after the end/)
  })

  it('takes no value of an attribute that stands there twice', () => {
    const cms = addUnsignedAttribute(addUnsignedAttribute(signedData(signer(1)), attribute(7)), attribute(8))
    expect(soleValue(parseSignedData(cms).signers[0]?.unsignedAttributes, cmsOid.signatureTimeStamp)).toBeUndefined()
  })

  it('refuses more signers than the budget allows', () => {
    expect(() => parseSignedData(signedData(...Array.from({ length: 101 }, (_, index) => signer(index))))).toThrow(/signers/)
  })

  it('takes bare OCSP responses, as older signatures carry them, for whole ones', () => {
    const basic = der.sequence(der.octetString(new Uint8Array([7])))
    const other = der.encode(0xa1, der.objectIdentifier(cmsOid.basicOcspResponse), basic)
    const body = der.sequence(
      der.integer(5),
      der.setOf(algorithm),
      der.sequence(der.objectIdentifier(cmsOid.data)),
      der.encode(0xa1, other),
      der.encode(0x31, signer(1)),
    )
    const cms = der.sequence(der.objectIdentifier(cmsOid.signedData), der.explicit(0, body))
    expect(parseSignedData(cms).ocspResponses).toEqual([wrapBasicOcspResponse(basic)])
  })
})
