import { describe, expect, it } from 'vitest'
import type { Report, SignatureReport } from './report.ts'
import { lacksDocument, reasons, summarise } from './verdict.ts'

describe('a report in a few words', () => {
  it('is good when every signature is, and says since when nothing has changed', () => {
    const report = reportOf(
      'passed',
      signature({ id: '1', signer: 'O=Acme LLP,CN=Ivanenko Oleh', bestTime: '2026-03-12T08:02:17Z' }),
      signature({ id: '2', signer: 'O=Beta Trade LLC,CN=Kovalenko Olena', bestTime: '2026-03-12T09:40:00Z' }),
    )
    expect(summarise(report)).toMatchObject({ tone: 'good', title: 'good', count: 2, names: ['Acme LLP', 'Beta Trade LLC'], since: '2026-03-12T09:40:00Z' })
  })
  it('shows the seal of the signature that is worst', () => {
    const report = reportOf('failed', signature({ id: '1', sha256: 'aa' }), signature({ id: '2', sha256: 'bb', indication: 'TOTAL_FAILED' }))
    expect(summarise(report)).toMatchObject({ tone: 'bad', title: 'someBad', bad: 1, fingerprint: 'bb' })
  })
  it('does not call a file without signatures bad', () => {
    expect(summarise(reportOf('failed'))).toMatchObject({ tone: 'wait', title: 'none', count: 0 })
  })
  it('says of a file of no known kind that it carries no signature', () => {
    const unknown = { code: 'format.unknown', severity: 'error', parameters: {}, text: 'unknown' } as const
    expect(summarise(reportOf('failed', signature({ id: '1', indication: 'TOTAL_FAILED', messages: [unknown] })))).toMatchObject({
      tone: 'wait',
      title: 'none',
    })
  })
  it('gives each reason once, and only reasons', () => {
    const changed = { code: 'document.changed', severity: 'error', parameters: {}, text: 'changed' } as const
    const valid = { code: 'signature.valid', severity: 'information', parameters: {}, text: 'valid' } as const
    const bad = { indication: 'TOTAL_FAILED', messages: [valid, changed] } as const
    expect(reasons(reportOf('failed', signature({ id: '1', ...bad }), signature({ id: '2', ...bad })))).toEqual([changed])
  })
  it('notices that a document is missing', () => {
    const missing = { code: 'document.missing', severity: 'error', parameters: {}, text: 'missing' } as const
    expect(lacksDocument(reportOf('indeterminate', signature({ id: '1', indication: 'INDETERMINATE', messages: [missing] })))).toBe(true)
  })
})

type Some = { readonly id: string; readonly signer?: string; readonly sha256?: string } & Partial<Pick<SignatureReport, 'indication' | 'bestTime' | 'messages'>>

function signature({
  id,
  signer = 'CN=A',
  sha256 = '00',
  indication = 'TOTAL_PASSED',
  bestTime = '2026-03-12T08:02:17Z',
  messages = [],
}: Some): SignatureReport {
  return {
    id,
    indication,
    subIndication: null,
    format: 'CAdES',
    level: 'B-LT',
    signer: { subject: signer, issuer: 'CN=Authority', serialNumber: '01', sha256, notBefore: '2026-01-01T00:00:00Z', notAfter: '2028-01-01T00:00:00Z' },
    claimedTime: null,
    bestTime,
    digestOk: true,
    signatureOk: true,
    digestAlgorithm: 'sha256',
    signatureAlgorithm: 'ecdsa-sha256',
    coversWholeFile: null,
    changesAfter: [],
    certificateChain: [],
    messages,
  }
}

function reportOf(verdict: Report['verdict'], ...signatures: SignatureReport[]): Report {
  return { format: 'CAdES', verdict, validationTime: '2026-11-21T12:00:00Z', signatures, timestamps: [], evidenceRecords: [], messages: [] }
}
