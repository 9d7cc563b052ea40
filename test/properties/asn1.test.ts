/** What is written in ASN.1 is read back as it was, and no bytes at all make the readers do more than refuse. */
import './seed.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  childrenOf,
  der,
  readBigInteger,
  readBitString,
  readBoolean,
  readDocument,
  readNamedBits,
  readObjectIdentifier,
  readOctetString,
  readText,
  readTime,
  encodingOf,
} from '@countersign/engine/asn1'
import { equalBytes, fromBase64, fromHex, toBase64, toHex } from '@countersign/engine/bytes'
import { readZip, writeZip } from '@countersign/engine/container'
import { MalformedError } from '@countersign/engine/errors'
import { parseEvidenceRecord } from '@countersign/engine/evidence'
import { parseCrl, parseOcspRequest, parseOcspResponse } from '@countersign/engine/revocation'
import { parseTimestampRequest, parseTimestampResponse } from '@countersign/engine/timestamp'
import { parseCertificate } from '@countersign/engine/x509'
import { parseSignedData } from '@countersign/engine/cms'

const bytes = fc.uint8Array({ maxLength: 300 })
const arc = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })
const oid = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 39 }), fc.array(arc, { maxLength: 5 }))
  .map(([root, second, rest]) => [root, second, ...rest].join('.'))
const moment = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2149-12-31T23:59:59Z'), noInvalidDate: true })
  .map((time) => new Date(Math.floor(time.getTime() / 1000) * 1000))

function holds<T>(values: fc.Arbitrary<T>, encode: (value: T) => Uint8Array, decode: (element: ReturnType<typeof readDocument>) => T): void {
  fc.assert(
    fc.property(values, (value) => {
      const encoded = encode(value)
      expect(decode(readDocument(encoded))).toEqual(value)
      expect(encode(decode(readDocument(encoded)))).toEqual(encoded)
    }),
  )
}

describe('what is encoded in DER', () => {
  it('comes back: numbers', () => holds(fc.bigInt({ min: -(1n << 256n), max: 1n << 256n }), der.integer, readBigInteger))
  it('comes back: object identifiers', () => holds(oid, der.objectIdentifier, readObjectIdentifier))
  it('comes back: octets', () => holds(bytes, der.octetString, (element) => readOctetString(element).slice()))
  it('comes back: bits', () =>
    holds(
      bytes,
      (value) => der.bitString(value),
      (element) => readBitString(element).bytes.slice(),
    ))
  it('comes back: named bits', () =>
    holds(
      fc.uniqueArray(fc.nat(40)).map((bits) => bits.toSorted((a, b) => a - b)),
      der.namedBits,
      (element) => [...readNamedBits(element)],
    ))
  it('comes back: truth', () => holds(fc.boolean(), der.boolean, readBoolean))
  it('comes back: text', () => holds(fc.string({ unit: fc.constantFrom('a', '\0', 'ї', '€', '界', '😀'), maxLength: 60 }), der.utf8String, readText))
  it('comes back: times', () => holds(moment, der.time, readTime))
  it('comes back: sequences of anything', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 20 }), (parts) => {
        const members = parts.map(der.octetString)
        expect(childrenOf(readDocument(der.sequence(...members))).map((child) => encodingOf(child).slice())).toEqual(members)
      }),
    )
  })
  it('is read as one element: bytes behind it are refused', () => {
    fc.assert(
      fc.property(bytes, fc.uint8Array({ minLength: 1, maxLength: 4 }), (value, behind) => {
        expect(() => readDocument(new Uint8Array([...der.octetString(value), ...behind]))).toThrow(MalformedError)
      }),
    )
  })
})

describe('bytes', () => {
  it('come back from hexadecimal and base64', () => {
    fc.assert(fc.property(bytes, (value) => equalBytes(fromHex(toHex(value)), value) && equalBytes(fromBase64(toBase64(value)), value)))
  })

  it('come back from a ZIP archive under their names', () => {
    const name = fc.stringMatching(/^[a-zа-я0-9]{1,12}$/)
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ name, bytes }), { selector: (file) => file.name, maxLength: 8 }), (files) => {
        const read = readZip(writeZip(files, new Date('2026-06-01T12:00:00Z'))).files
        expect(read.map((file) => ({ name: file.name, bytes: file.read() }))).toEqual(files)
      }),
    )
  })

  it('of any kind are read or refused, and nothing else', () => {
    const readers = [
      parseCertificate,
      parseCrl,
      parseOcspRequest,
      parseOcspResponse,
      parseSignedData,
      parseTimestampRequest,
      parseTimestampResponse,
      parseEvidenceRecord,
      readZip,
    ]
    const nested: fc.Arbitrary<Uint8Array> = fc.letrec<{ node: Uint8Array }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.uint8Array({ maxLength: 12 }),
        oid.map(der.objectIdentifier),
        fc.nat().map(der.integer),
        fc.array(tie('node'), { maxLength: 4 }).map((parts) => der.sequence(...parts)),
        fc.array(tie('node'), { maxLength: 4 }).map((parts) => der.setOf(...parts)),
        fc.tuple(fc.nat(3), tie('node')).map(([number, part]) => der.explicit(number, part)),
      ),
    })).node
    fc.assert(
      fc.property(fc.oneof(bytes, nested), fc.constantFrom(...readers), (value, reader) => {
        try {
          reader(value)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
