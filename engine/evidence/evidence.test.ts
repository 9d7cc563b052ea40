import { beforeAll, describe, expect, it } from 'vitest'
import { digest, type DigestName } from '../algorithms/index.ts'
import { concatBytes, utf8 } from '../bytes/index.ts'
import { writeZip } from '../container/index.ts'
import { renewEvidenceRecords, timestampOver } from '../signing/index.ts'
import { sampleNetwork } from '../signing/sample-network.ts'
import { openssl } from '../validation/openssl.ts'
import {
  crlOf,
  createPki,
  flippedAt,
  hoursAfter,
  issueTimestampUnit,
  moment,
  ocspAnswer,
  present,
  timestamp,
  type Holder,
  type TestPki,
} from '../validation/test-pki.ts'
import { validate, validateEvidenceRecord, type Report } from '../validation/index.ts'
import {
  HashTree,
  parseEvidenceRecord,
  prepareEvidenceRecords,
  prepareHashTreeRenewal,
  prepareTimestampRenewal,
  rootOf,
  type PreparedRecords,
} from './index.ts'

const noon = moment('2026-06-01T12:00:00Z')
const objects = Array.from({ length: 7 }, (_, index) => ({ name: `object-${index}`, content: utf8(`object number ${index}`) }))
const [first, second] = [present(objects[0]), present(objects[1])]
const hashOf = ({ content }: { readonly content: Uint8Array }, name: DigestName = 'sha256'): Uint8Array => digest(name, content)
const stranger = { name: 'stranger', content: utf8('stranger') }
let pki: TestPki
beforeAll(async () => {
  pki = await createPki()
})

/** The test authority stamps SHA-256 imprints. */
async function completed(prepared: PreparedRecords, at = noon, unit: Holder = pki.timestampUnit, issuer: Holder = pki.issuing): Promise<Uint8Array[]> {
  const token = await timestamp(unit, [issuer], prepared.imprint, at)
  return Array.from({ length: prepared.count }, (_, index) => prepared.record(index, token))
}

async function judge(
  record: Uint8Array,
  over: readonly (typeof first)[],
  at = hoursAfter(noon, 1),
  units: readonly Holder[] = [pki.timestampUnit],
): Promise<Report> {
  return validateEvidenceRecord(record, over, {
    trust: [pki.root.certificate.der],
    at,
    crls: [await crlOf(pki.root, at)],
    ocspResponses: await Promise.all(units.map((unit) => ocspAnswer(pki.responder, unit, pki.issuing, at))),
  })
}

describe('a hash tree', () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 33])('of %i leaves leads from each of them to the root', (count) => {
    const leaves = Array.from({ length: count }, (_, index) => [digest('sha256', utf8(String(index)))])
    const tree = new HashTree('sha256', leaves)
    for (const [index, leaf] of leaves.entries()) expect(rootOf('sha256', tree.reduced(index) ?? [leaf])).toEqual(tree.root)
  })
})

describe('evidence records', () => {
  it('prove every object with one time-stamp, and no other', async () => {
    const records = await completed(
      prepareEvidenceRecords(
        objects.map((each) => [hashOf(each)]),
        'sha256',
      ),
    )
    for (const [index, record] of records.entries()) {
      expect(await judge(record, [present(objects[index])])).toMatchObject({ verdict: 'passed', evidenceRecords: [{ indication: 'TOTAL_PASSED' }] })
      expect(await judge(record, [stranger])).toMatchObject({
        verdict: 'failed',
        evidenceRecords: [{ subIndication: 'HASH_FAILURE' }],
      })
    }
    expect(new Set(records.map((record) => parseEvidenceRecord(record).chains[0]?.[0]?.token.info.serialNumber)).size).toBe(1)
    expect((await openssl({ record: present(records[0]) }, 'asn1parse', '-inform', 'DER', '-in', 'record')).ok).toBe(true)
  })

  it('over a group prove each of its members, and not a member that was left out', async () => {
    const [record] = await completed(prepareEvidenceRecords([[hashOf(first), hashOf(second)], [hashOf(present(objects[2]))]], 'sha256'))
    expect(await judge(present(record), [first, second])).toMatchObject({ verdict: 'passed' })
    expect(await judge(present(record), [first, present(objects[2])])).toMatchObject({ verdict: 'failed' })
  })

  it('are undecided without their objects or without trust', async () => {
    const [record] = await completed(prepareEvidenceRecords([[hashOf(first)]], 'sha256'))
    expect(await judge(present(record), [])).toMatchObject({ verdict: 'indeterminate', evidenceRecords: [{ subIndication: 'SIGNED_DATA_NOT_FOUND' }] })
    const report = await validate(present(record), { content: first.content, trust: [], at: noon })
    expect(report).toMatchObject({ format: 'evidence record', verdict: 'indeterminate', evidenceRecords: [{ subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' }] })
  })

  it('do not survive a flipped bit', async () => {
    const [record] = await completed(prepareEvidenceRecords([[hashOf(first)], [hashOf(second)]], 'sha256'))
    const bytes = present(record)
    const { timestamp: token, token: parsed } = present(parseEvidenceRecord(bytes).chains[0]?.[0])
    const tokenStart = token.byteOffset - bytes.byteOffset
    // Everything but what nobody signed: version, algorithm hints and carried certificates of the token.
    const { encapsulated, signersElement } = parsed.signedData
    const places = [
      ...range(0, tokenStart, 5),
      ...range(tokenStart + encapsulated.start, tokenStart + encapsulated.end, 7),
      ...range(tokenStart + signersElement.start, bytes.length, 7),
    ]
    for (const at of places) expect((await judge(flippedAt(bytes, at), [first])).verdict, `byte ${at}`).not.toBe('passed')
    for (let length = 0; length < bytes.length; length += 61) expect((await judge(bytes.subarray(0, length), [first])).verdict).not.toBe('passed')
    expect((await judge(concatBytes(bytes, new Uint8Array(1)), [first])).verdict).not.toBe('passed')
  })
})

describe('renewal', () => {
  it('by time-stamp, again and again, outlives the certificates of the first time-stamps', async () => {
    const network = await sampleNetwork(noon)
    const sources = { timestamp: timestampOver(network.fetch, { url: network.tsaUrl }), fetch: network.fetch, trust: [network.pki.root.certificate.der] }
    const shortUnit = await issueTimestampUnit(network.pki.issuing, {
      ocspUrls: ['http://authority.test/ocsp'],
      notBefore: noon,
      notAfter: hoursAfter(noon, 365 * 24),
    })
    network.holders.push(shortUnit)
    let [record] = await completed(prepareEvidenceRecords([[hashOf(first)], [hashOf(second)]], 'sha256'), noon, shortUnit, network.pki.issuing)
    for (const days of [300, 2000, 3000]) {
      network.now = hoursAfter(noon, days * 24)
      ;[record] = await renewEvidenceRecords([present(record)], { ...sources, at: network.now })
    }
    const at = hoursAfter(network.now, 24)
    const options = { trust: sources.trust, at, fetch: network.fetch }
    const report = await validateEvidenceRecord(present(record), [first], options)
    expect(report).toMatchObject({ verdict: 'passed', timestamps: [{}, {}, {}, {}] })
    expect((await validateEvidenceRecord(present(record), [stranger], options)).verdict).toBe('failed')
  })

  it('that is over another record is refused', async () => {
    const [record] = await completed(prepareEvidenceRecords([[hashOf(first)]], 'sha256'))
    const [other] = await completed(prepareEvidenceRecords([[hashOf(second)]], 'sha256'))
    const token = await timestamp(pki.timestampUnit, [pki.issuing], prepareTimestampRenewal([present(other)]).imprint, hoursAfter(noon, 1))
    const spliced = prepareTimestampRenewal([present(record)]).record(0, token)
    expect(await judge(spliced, [first], hoursAfter(noon, 2))).toMatchObject({ verdict: 'failed', evidenceRecords: [{ subIndication: 'HASH_FAILURE' }] })
  })

  it('by hash tree covers the objects anew, under another algorithm, with everything before', async () => {
    const [record] = await completed(prepareEvidenceRecords([[hashOf(first), hashOf(second)]], 'sha256'))
    const later = hoursAfter(noon, 24)
    const prepared = prepareHashTreeRenewal([{ record: present(record), objects: [first, second].map((each) => hashOf(each)) }], 'sha256')
    const [renewed] = await completed(prepared, later)
    const at = hoursAfter(later, 1)
    expect(await judge(present(renewed), [first, second], at)).toMatchObject({ verdict: 'passed', timestamps: [{}, {}] })
    expect(await judge(present(renewed), [first], at)).toMatchObject({ verdict: 'passed' })
    expect(await judge(present(renewed), [first, present(objects[2])], at)).toMatchObject({ verdict: 'failed' })
    const again = await completed(prepareTimestampRenewal([present(renewed)]), hoursAfter(later, 2))
    expect(await judge(present(again[0]), [first, second], hoursAfter(later, 3))).toMatchObject({ verdict: 'passed', timestamps: [{}, {}, {}] })
    expect(parseEvidenceRecord(present(again[0])).chains.map(({ length }) => length)).toEqual([1, 2])
  })
})

describe('a container', () => {
  it('with an evidence record reports it, and fails when the document is exchanged', async () => {
    const [record] = await completed(prepareEvidenceRecords([[hashOf(first)]], 'sha256'))
    const pack = (content: Uint8Array): Uint8Array =>
      writeZip(
        [
          { name: 'mimetype', bytes: utf8('application/vnd.etsi.asic-s+zip'), stored: true },
          { name: 'agreement.txt', bytes: content },
          { name: 'META-INF/evidencerecord.ers', bytes: present(record) },
        ],
        noon,
      )
    const at = hoursAfter(noon, 1)
    const options = {
      trust: [pki.root.certificate.der],
      at,
      crls: [await crlOf(pki.root, at)],
      ocspResponses: [await ocspAnswer(pki.responder, pki.timestampUnit, pki.issuing, at)],
    }
    expect(await validate(pack(first.content), options)).toMatchObject({
      format: 'ASiC-S',
      verdict: 'passed',
      evidenceRecords: [{ id: 'META-INF/evidencerecord.ers' }],
    })
    expect(await validate(pack(second.content), options)).toMatchObject({ verdict: 'failed', evidenceRecords: [{ subIndication: 'HASH_FAILURE' }] })
  })
})

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step)
}
