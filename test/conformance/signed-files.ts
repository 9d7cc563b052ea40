/**
 * Signed files gathered by the authors of EU DSS. Nobody here is trusted, so no verdict can be "passed"; what shows is whether signatures and digests
 * compute and formats are read: what upstream takes for sound may not fail here, and nothing may throw.
 * Left out on purpose: XAdES and evidence records, which are not read yet, and files that upstream's tests doubt without saying plainly what of.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validate, type Report } from '@countersign/engine/validation'
import type { CaseResult, Suite } from './suite.ts'

type Entry = { readonly file: string; readonly upstreamTests: readonly { readonly expectsBroken: boolean; readonly indications: readonly string[] }[] }

const readFormats = /^dss-(pades|cades|asic-cades)\/.*\.(pdf|p7m|p7s|cms|sig|csig|cades|pkcs7|asice|asics|sce|scs)$/

/** Upstream reports these and lets the signature stand; here they take it down. */
const refusedHere: ReadonlyMap<string, string> = new Map([
  ['dss-pades/pades-signed-annot-added.pdf', 'an annotation was added to the page after signing'],
  ['dss-pades/pades-spoofing-replaced-reason.pdf', 'the signature dictionary was replaced'],
  ['dss-pades/pdf-spoofing-attack.pdf', 'the signature dictionary was replaced'],
  ['dss-cades/cades-double-signing-certificate.p7m', 'a signed attribute stands twice'],
  ['dss-cades/dss-1419/CAdES-BpB-att-SHA256-SHA3_256withRSAandMGF1.p7m', 'digest and signature algorithm disagree'],
  ['dss-pades/dss-1376/DSS1376-rev_n.pdf', 'a visible signature was added to a certified document'],
])

const needsPassword = new Set(['dss-pades/protected/open_protected.pdf'])

export const signedFiles: Suite = {
  name: 'signed-files',
  folder: 'signed-files',
  howToFetch: 'They are test resources of https://github.com/esig/dss (one folder a module); manifest.json lists them with the upstream tests that use each.',
  async *run(folder) {
    const entries: readonly Entry[] = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
    for (const entry of entries) if (readFormats.test(entry.file)) yield await judge(folder, entry)
  },
}

async function judge(folder: string, { file, upstreamTests }: Entry): Promise<CaseResult> {
  const place = join(folder, file)
  if (!existsSync(place)) return { id: file, outcome: 'skipped', detail: 'not there' }
  if (needsPassword.has(file)) return { id: file, outcome: 'skipped', detail: 'opens with a password only' }
  let report: Report
  try {
    report = await validate(new Uint8Array(await readFile(place)), { trust: [], at: new Date('2026-01-15T10:00:00Z') })
  } catch (error) {
    return { id: file, outcome: 'failed', detail: `threw ${String(error)}` }
  }
  const failing = report.signatures.filter(({ indication }) => indication === 'TOTAL_FAILED')
  const detail = failing.map(({ id, subIndication }) => `${id} ${subIndication ?? ''}`).join(', ')
  const reason = refusedHere.get(file)
  if (reason !== undefined)
    return failing.length > 0 ? { id: file, outcome: 'passed', detail: reason } : { id: file, outcome: 'failed', detail: `expected to fail: ${reason}` }
  const doubted = upstreamTests.some(({ expectsBroken, indications }) => expectsBroken || indications.some((indication) => indication.includes('FAILED')))
  if (upstreamTests.length === 0 || doubted || report.signatures.length === 0)
    return { id: file, outcome: 'skipped', detail: `upstream says nothing plain; here ${detail === '' ? report.verdict : detail}` }
  return failing.length === 0 ? { id: file, outcome: 'passed' } : { id: file, outcome: 'failed', detail }
}
