import { describe, expect, it } from 'vitest'
import { countReport } from './count-report.mjs'

const vitest = (...files: readonly { status: string; assertionResults: readonly { status: string }[] }[]): string => JSON.stringify({ testResults: files })
const passed = { status: 'passed' }
const failed = { status: 'failed' }

describe('counting a step of npm test', () => {
  it('counts tests and leaves skipped ones out', () => {
    expect(countReport(vitest({ status: 'failed', assertionResults: [passed, failed, { status: 'skipped' }] }), 1)).toEqual({ passed: 1, failed: 1 })
  })
  it('counts a file that could not be loaded as a failure', () => {
    expect(countReport(vitest({ status: 'failed', assertionResults: [] }, { status: 'passed', assertionResults: [passed] }), 1)).toEqual({
      passed: 1,
      failed: 1,
    })
  })
  it('counts a bad end without a failed test as a failure', () => {
    expect(countReport(vitest({ status: 'passed', assertionResults: [passed] }), 1)).toEqual({ passed: 1, failed: 1 })
    expect(countReport(vitest({ status: 'passed', assertionResults: [passed] }), 'took too long')).toEqual({ passed: 1, failed: 1 })
  })
  it('counts a crashed runner as a failure', () => {
    expect(countReport(undefined, 'SIGSEGV')).toEqual({ passed: 0, failed: 1 })
    expect(countReport('{"half":', 1)).toEqual({ passed: 0, failed: 1 })
  })
  it('counts each check, and a plain program as one', () => {
    expect(countReport(JSON.stringify([{ passed: true }, { passed: false }]), 1)).toEqual({ passed: 1, failed: 1 })
    expect(countReport(undefined, 0)).toEqual({ passed: 1, failed: 0 })
  })
})
