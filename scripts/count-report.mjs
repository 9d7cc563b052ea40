/**
 * Counts one step of `npm test`. A runner that ended badly without naming a failed test has itself failed:
 * otherwise a crash would look like success.
 *
 * @param {string | undefined} text a vitest JSON report, the report of scripts/check.ts, or nothing for a plain program
 * @param {number | string} code the exit code, or why there is none
 * @returns {{ passed: number, failed: number }}
 */
export function countReport(text, code) {
  const results = text === undefined ? undefined : outcomes(text)
  if (results === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const passed = results.filter((outcome) => outcome).length
  const failed = results.length - passed
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/**
 * @param {string} text
 * @returns {boolean[] | undefined}
 */
function outcomes(text) {
  try {
    const report = JSON.parse(text)
    if (Array.isArray(report)) return report.map((check) => check.passed === true)
    return report.testResults.flatMap(fileOutcomes)
  } catch {
    return undefined
  }
}

/** @param {{ status: string, assertionResults: { status: string }[] }} file */
function fileOutcomes(file) {
  const tests = file.assertionResults.filter((test) => test.status === 'passed' || test.status === 'failed').map((test) => test.status === 'passed')
  // A file that could not be loaded, or whose hooks failed, names no failed test.
  return file.status === 'failed' && tests.every(Boolean) ? [...tests, false] : tests
}
