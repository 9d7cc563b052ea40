import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../bytes/index.ts'
import { signCades } from '../cades/index.ts'
import { buildArchive, buildAsicE, buildAsicS, prepareAsicManifest } from '../container/index.ts'
import { document, noon, signed, statusAt } from './sample-signatures.ts'
import { createPki, hoursAfter, sha256, type TestPki } from './test-pki.ts'
import { validate, type Report } from './index.ts'

const other = { name: 'annex.txt', bytes: utf8('An annex.') }
const agreement = { name: 'agreement.txt', bytes: document }
let pki: TestPki
beforeAll(async () => {
  pki = await createPki()
})

async function judge(file: Uint8Array): Promise<Report> {
  return validate(file, { trust: [pki.root.certificate.der], at: hoursAfter(noon, 2), ...(await statusAt(pki, noon)) })
}

async function over(content: Uint8Array): Promise<Uint8Array> {
  const { certificate, key } = pki.signer
  return signCades({ digest: sha256(content), digestAlgorithm: 'sha256', certificate, chain: [pki.issuing.certificate.der], signingTime: noon, key })
}

describe('a container', () => {
  it('with one document and its signature passes', async () => {
    const report = await judge(buildAsicS({ document: agreement, cms: await signed(pki), at: noon }))
    expect(report).toMatchObject({ format: 'ASiC-S', verdict: 'passed', signatures: [{ id: 'META-INF/signature.p7s', coversWholeFile: true, level: 'B-B' }] })
  })

  it('with a signed list of documents passes, and fails when one of them is exchanged', async () => {
    const manifest = prepareAsicManifest([agreement, other])
    const signatures = [{ manifest, cms: await over(manifest) }]
    expect(await judge(buildAsicE({ documents: [agreement, other], signatures, at: noon }))).toMatchObject({ format: 'ASiC-E', verdict: 'passed' })
    const exchanged = await judge(buildAsicE({ documents: [agreement, { ...other, bytes: utf8('Another annex.') }], signatures, at: noon }))
    expect(exchanged).toMatchObject({ verdict: 'failed', signatures: [{ subIndication: 'HASH_FAILURE' }] })
    expect(exchanged.signatures[0]?.messages.some(({ text }) => text.includes('annex.txt'))).toBe(true)
  })

  it('names the file that nobody signed', async () => {
    const manifest = prepareAsicManifest([agreement])
    const report = await judge(buildAsicE({ documents: [agreement, other], signatures: [{ manifest, cms: await over(manifest) }], at: noon }))
    expect(report.messages).toMatchObject([{ code: 'container.file-not-signed', parameters: { name: 'annex.txt' } }])
    expect(report.signatures[0]?.coversWholeFile).toBe(false)
  })

  it('that people take away passes', async () => {
    const report = await judge(
      buildArchive({ document: agreement, signatures: [{ surname: 'Signer', bytes: await signed(pki) }], certificates: [], readme: 'Read me', at: noon }),
    )
    expect(report).toMatchObject({ format: 'archive', verdict: 'passed' })
  })
})
