/** One changed byte of what was signed, or one more, and a signature never passes; whatever is cut off, there is a report and no crash. */
import './seed.ts'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { concatBytes, latin1, utf8 } from '@countersign/engine/bytes'
import { parseSignedData } from '@countersign/engine/cms'
import { signCms, signContainer, signPdf } from '@countersign/engine/signing'
import { validate, type ValidationOptions, type Verdict } from '@countersign/engine/validation'
import { samplePdf } from '../../engine/pdf/sample-files.ts'
import { crlOf, createPki, hoursAfter, moment, ocspAnswer } from '../../engine/validation/test-pki.ts'

const noon = moment('2026-06-01T12:00:00Z')
const document = utf8('The parties agree.')
let files: { readonly cades: Uint8Array; readonly pades: Uint8Array; readonly asic: Uint8Array }
let options: ValidationOptions

beforeAll(async () => {
  const pki = await createPki()
  const signing = { key: pki.signer.key, certificate: pki.signer.certificate.der, chain: [pki.issuing.certificate.der], level: 'B', at: noon } as const
  files = {
    cades: await signCms(document, signing),
    pades: await (await signPdf(samplePdf(), signing)).bytes(),
    asic: await signContainer([{ name: 'agreement.txt', bytes: document }], { ...signing, format: 'asic-e' }),
  }
  const at = hoursAfter(noon, 1)
  options = {
    trust: [pki.root.certificate.der],
    at,
    crls: [await crlOf(pki.root, noon)],
    ocspResponses: [await ocspAnswer(pki.responder, pki.signer, pki.issuing, noon)],
  }
})

const verdictOf = async (file: Uint8Array): Promise<Verdict> => (await validate(file, options)).verdict

/** Numbers from 0 to 1, so that one property fits files of any length. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const change = fc.integer({ min: 1, max: 255 })

function changed(file: Uint8Array, at: number, by: number): Uint8Array {
  const copy = file.slice()
  copy[at] = (copy[at] ?? 0) ^ by
  return copy
}

describe('a signature', () => {
  it('that nobody touched passes: everything below is about the difference', async () => {
    for (const file of Object.values(files)) expect(await verdictOf(file)).toBe('passed')
  })

  it('in CMS never passes with another byte in content, signed attributes or signature', async () => {
    const { encapsulated, signers } = parseSignedData(files.cades)
    const attributes = signers[0]?.signedAttributes?.element
    const end = signers[0]?.element.end ?? 0
    const ranges = [encapsulated, attributes ?? encapsulated, { start: attributes?.end ?? 0, end }]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ranges), place, change, async ({ start, end: stop }, where, by) => {
        expect(await verdictOf(changed(files.cades, start + Math.floor(where * (stop - start)), by))).not.toBe('passed')
      }),
      { numRuns: 300 },
    )
  })

  it('in a PDF never passes with another byte anywhere but in the signature’s own padding', async () => {
    // Behind the CMS, /Contents is filled up with zeros, and hexadecimal digits may be capitals: neither is signed.
    const text = latin1(files.pades)
    const start = text.indexOf('/Contents <') + '/Contents <'.length
    const end = text.indexOf('>', start)
    const outside = files.pades.length - (end - start)
    await fc.assert(
      fc.asyncProperty(place, change, async (where, by) => {
        const index = Math.floor(where * outside)
        expect(await verdictOf(changed(files.pades, index < start ? index : index + end - start, by))).not.toBe('passed')
      }),
      { numRuns: 200 },
    )
  })

  it('never passes with bytes behind it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('cades', 'pades', 'asic'), fc.uint8Array({ minLength: 1, maxLength: 40 }), async (kind, behind) => {
        // Zeros behind a CMS are what a PDF fills its room up with; they say nothing.
        fc.pre(kind !== 'cades' || behind.some((octet) => octet !== 0))
        // Line ends behind a PDF are what mail and editors add.
        fc.pre(kind !== 'pades' || behind.some((octet) => octet !== 0x0a && octet !== 0x0d))
        expect(await verdictOf(concatBytes(files[kind], behind))).not.toBe('passed')
      }),
      { numRuns: 200 },
    )
  })

  it('cut off anywhere gives a report that has not passed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('cades', 'pades', 'asic'), place, async (kind, where) => {
        expect(await verdictOf(files[kind].subarray(0, Math.floor(where * files[kind].length)))).not.toBe('passed')
      }),
      { numRuns: 300 },
    )
  })

  it('with bytes exchanged anywhere gives a report', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('cades', 'pades', 'asic'), fc.array(fc.tuple(place, change), { minLength: 1, maxLength: 6 }), async (kind, changes) => {
        const file = changes.reduce((current, [where, by]) => changed(current, Math.floor(where * current.length), by), files[kind])
        expect(['passed', 'indeterminate', 'failed']).toContain(await verdictOf(file))
      }),
      { numRuns: 300 },
    )
  })
})
