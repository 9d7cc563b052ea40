import { beforeAll, describe, expect, it } from 'vitest'
import { concatBytes, equalBytes, utf8 } from '../bytes/index.ts'
import { parseSignedData } from '../cms/index.ts'
import { pdfsig, qpdfCheck } from '../pades/outside-tools.ts'
import { samplePdf } from '../pdf/sample-files.ts'
import { memorySource } from '../pdf/index.ts'
import { openssl, pem } from '../validation/openssl.ts'
import { hoursAfter, moment, sha256 } from '../validation/test-pki.ts'
import { validate, type Report } from '../validation/index.ts'
import { readContainer } from '../container/index.ts'
import { extend, levels, LevelNotReachedError, signCms, signContainer, signPdf, timestampOver, type Level } from './index.ts'
import { sampleNetwork, type SampleNetwork } from './sample-network.ts'

const noon = moment('2026-06-01T12:00:00Z')
const document = utf8('The parties agree.')
const annex = { name: 'додаток 1.txt', bytes: utf8('An annex.') }
let network: SampleNetwork
beforeAll(async () => {
  network = await sampleNetwork(noon)
})

function sources({ pki, fetch, tsaUrl, now }: SampleNetwork) {
  return { timestamp: timestampOver(fetch, { url: tsaUrl }), fetch, trust: [pki.root.certificate.der], at: now }
}

function at(level: Level, on: SampleNetwork = network) {
  const { signer, issuing } = on.pki
  return { ...sources(on), key: signer.key, certificate: signer.certificate.der, chain: [issuing.certificate.der], level }
}

/** Without any network: what was put into the file must do. B and T ask the authority. */
async function judge(
  file: Uint8Array,
  level: Level,
  options: { readonly content?: Uint8Array; readonly hours?: number; readonly on?: SampleNetwork } = {},
): Promise<Report> {
  const on = options.on ?? network
  const offline = level === 'LT' || level === 'LTA'
  return validate(file, {
    trust: [on.pki.root.certificate.der],
    at: hoursAfter(on.now, options.hours ?? 1),
    ...(options.content === undefined ? {} : { content: options.content }),
    ...(offline ? {} : { fetch: on.fetch }),
  })
}

describe('signing in one call', () => {
  it.each(levels)('makes a detached CAdES of level %s', async (level) => {
    const cms = await signCms(document, { ...at(level), detached: true })
    expect(await judge(cms, level, { content: document })).toMatchObject({ format: 'CAdES', verdict: 'passed', signatures: [{ level: `B-${level}` }] })
  })

  it.each(levels)('makes an attached CAdES of level %s that openssl verifies', async (level) => {
    const cms = await signCms(memorySource(document), at(level))
    expect(await judge(cms, level)).toMatchObject({ verdict: 'passed', signatures: [{ level: `B-${level}` }] })
    const files = { s: cms, root: pem('CERTIFICATE', network.pki.root.certificate.der) }
    const seconds = String(noon.getTime() / 1000)
    const { output } = await openssl(
      files,
      'cms',
      '-verify',
      '-inform',
      'DER',
      '-cades',
      '-binary',
      '-purpose',
      'any',
      '-in',
      's',
      '-CAfile',
      'root',
      '-attime',
      seconds,
    )
    expect(output).toContain('CAdES Verification successful')
  })

  it.each(levels)('makes a PAdES of level %s that poppler and qpdf take', async (level) => {
    const file = samplePdf('stream')
    const signed = await signPdf(file, { ...at(level), reason: 'I agree' })
    const whole = await signed.bytes()
    expect(equalBytes(whole, concatBytes(file, signed.tail))).toBe(true)
    expect(await judge(whole, level)).toMatchObject({ format: 'PAdES', verdict: 'passed', signatures: [{ level: `B-${level}` }] })
    expect((await pdfsig(whole))[0]).toMatchObject({ valid: true })
    expect((await qpdfCheck(whole)).code).toBe(0)
  })

  it.each(levels)('makes ASiC-E and ASiC-S of level %s', async (level) => {
    const documents = [{ name: 'agreement.txt', bytes: document }, annex]
    const many = await signContainer(documents, { ...at(level), format: 'asic-e' })
    expect(await judge(many, level)).toMatchObject({ format: 'ASiC-E', verdict: 'passed', signatures: [{ level: `B-${level}`, coversWholeFile: true }] })
    const one = await signContainer(documents.slice(0, 1), { ...at(level), format: 'asic-s' })
    expect(await judge(one, level)).toMatchObject({ format: 'ASiC-S', verdict: 'passed', signatures: [{ level: `B-${level}` }] })
  })

  it('refuses a level that it cannot reach, and says why', async () => {
    await expect(signCms(document, { ...at('T'), timestamp: undefined })).rejects.toThrow('time-stamp authority')
    await expect(signCms(document, { ...at('LT'), fetch: undefined })).rejects.toThrow('revocation data')
  })
})

describe('validation data', () => {
  it('come from the list where the responder does not answer, and from nobody is an error', async () => {
    const on = await sampleNetwork(noon)
    on.silent.add('/ocsp')
    const cms = await signCms(document, at('LT', on))
    expect(parseSignedData(cms)).toMatchObject({ ocspResponses: [], crls: [{}, {}] })
    expect(await judge(cms, 'LT', { on })).toMatchObject({ verdict: 'passed' })
    on.silent.add('/issuing.crl')
    await expect(signCms(document, at('LT', on))).rejects.toThrow(LevelNotReachedError)
  })

  it('that say "revoked" stop signing', async () => {
    const on = await sampleNetwork(noon)
    on.revoked.add(on.pki.signer.certificate.serialNumber)
    await expect(signPdf(samplePdf(), at('LT', on))).rejects.toThrow('is revoked')
  })

  it('include issuers that the signer did not bring', async () => {
    const { chain: _, ...without } = at('LT')
    const cms = await signCms(document, without)
    expect(await judge(cms, 'LT')).toMatchObject({ verdict: 'passed', signatures: [{ level: 'B-LT' }] })
  })
})

describe('a time-stamp authority', () => {
  it('that answers about something else, or with an old answer, is not believed', async () => {
    const { fetch, tsaUrl } = network
    let recorded: Uint8Array | undefined
    const replaying: typeof fetch = async (request) => (recorded ??= await fetch(request))
    const ask = timestampOver(replaying, { url: tsaUrl })
    await ask('sha256', sha256(document))
    await expect(ask('sha256', sha256(document))).rejects.toThrow('nonce-differs')
    await expect(ask('sha256', sha256(annex.bytes))).rejects.toThrow('imprint-differs')
  })
})

describe('raising a level', () => {
  const later: readonly Exclude<Level, 'B'>[] = ['T', 'LT', 'LTA']

  it.each(later)('takes CAdES, PAdES and ASiC from B to %s', async (level) => {
    const raise = { ...sources(network), level }
    const detached = await extend(await signCms(document, { ...at('B'), detached: true }), { ...raise, content: document })
    expect(await judge(detached, level, { content: document })).toMatchObject({ verdict: 'passed', signatures: [{ level: `B-${level}` }] })
    const pdf = await extend(await (await signPdf(samplePdf(), at('B'))).bytes(), raise)
    expect(await judge(pdf, level)).toMatchObject({ verdict: 'passed', signatures: [{ level: `B-${level}` }] })
    for (const format of ['asic-e', 'asic-s'] as const) {
      const container = await extend(await signContainer([annex], { ...at('B'), format }), raise)
      expect(await judge(container, level)).toMatchObject({ verdict: 'passed', signatures: [{ level: `B-${level}` }] })
    }
  })

  it('again and again keeps a signature alive after its certificate has expired', async () => {
    const on = await sampleNetwork(noon)
    let files = {
      pdf: await (await signPdf(samplePdf(), at('LTA', on))).bytes(),
      cms: await signCms(document, at('LTA', on)),
      asic: await signContainer([annex], { ...at('LTA', on), format: 'asic-e' }),
    }
    for (const year of [2, 4]) {
      on.now = hoursAfter(noon, year * 365 * 24)
      const raise = { ...sources(on), level: 'LTA' } as const
      files = { pdf: await extend(files.pdf, raise), cms: await extend(files.cms, raise), asic: await extend(files.asic, raise) }
    }
    for (const file of Object.values(files)) {
      const report = await validate(file, { trust: [on.pki.root.certificate.der], at: hoursAfter(on.now, 1), fetch: on.fetch })
      expect(report).toMatchObject({ verdict: 'passed', signatures: [{ level: 'B-LTA', bestTime: '2026-06-01T12:00:00Z' }] })
      expect(report.timestamps.every(({ indication }) => indication === 'TOTAL_PASSED')).toBe(true)
    }
    expect(
      readContainer(files.asic)
        .files.map(({ name }) => name)
        .filter((name) => name.includes('Archive')),
    ).toHaveLength(3)
    expect((await pdfsig(files.pdf))[0]).toMatchObject({ valid: true })
  })

  it('is misuse where there is no signature', async () => {
    const raise = { level: 'T', at: noon } as const
    await expect(extend(samplePdf(), raise)).rejects.toThrow('no signature')
    await expect(extend(utf8('text'), raise)).rejects.toThrow('not a CMS')
  })
})
