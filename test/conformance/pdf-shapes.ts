/**
 * Odd PDFs (hybrid, encrypted, broken, tagged): each that qpdf and poppler open must be signable by appending, and then poppler must find the signature
 * valid, qpdf find no more to say than before, our own reader find nothing wrong, and earlier bytes be as they were.
 * What they do not open must be signed as well or refused as unreadable, without any other exception.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPair, signingKeyFrom } from '@countersign/engine/algorithms'
import { concatBytes, equalBytes } from '@countersign/engine/bytes'
import { MalformedError } from '@countersign/engine/errors'
import { listPdfSignatures, preparePades } from '@countersign/engine/pades'
import { openPdf } from '@countersign/engine/pdf'
import type { SigningKey } from '@countersign/engine/ports'
import { buildName, buildTbsCertificate, parseCertificate, sign, type Certificate } from '@countersign/engine/x509'
import type { CaseResult, Suite } from './suite.ts'

/** Those that the authors of the files use, and none. */
const passwords = ['', 'ownersecret', 'usersecret']

type Signer = { readonly key: SigningKey; readonly certificate: Certificate }
type Judged = { readonly code: number; readonly output: string }

export const pdfShapes: Suite = {
  name: 'pdf-shapes',
  folder: 'pdf-shapes',
  howToFetch:
    'They are the PDFs of pyHanko (https://github.com/MatthiasValvekens/pyHanko, internal/common-test-utils and pyhanko_tests/data/pdf); put them into pdf-shapes/pdf.',
  async *run(folder) {
    const signer = await newSigner()
    const scratch = await mkdtemp(join(tmpdir(), 'countersign-shapes-'))
    try {
      const names = (await readdir(join(folder, 'pdf'), { recursive: true })).filter((name) => name.endsWith('.pdf')).toSorted()
      for (const id of names) yield await judge(id, new Uint8Array(await readFile(join(folder, 'pdf', id))), signer, scratch)
    } finally {
      await rm(scratch, { recursive: true })
    }
  },
}

async function newSigner(): Promise<Signer> {
  const pair = await generateKeyPair('rsa-2048')
  const key = await signingKeyFrom(pair.privateKey)
  const name = buildName({ commonName: 'Conformance' })
  const validity = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2040-01-01T00:00:00Z') }
  const tbs = buildTbsCertificate({
    serialNumber: new Uint8Array([1]),
    signatureAlgorithm: key.algorithm,
    issuer: name,
    subject: name,
    ...validity,
    publicKey: pair.publicKey,
  })
  return { key, certificate: parseCertificate(await sign(tbs, key)) }
}

async function judge(id: string, file: Uint8Array, signer: Signer, scratch: string): Promise<CaseResult> {
  const place = join(scratch, 'case.pdf')
  await writeFile(place, file)
  const opening = await openingPassword(place)
  if (opening === undefined) return judgeUnreadable(id, file)
  const { password, before, by } = opening
  try {
    const options = password === '' ? {} : { password }
    const { key, certificate } = signer
    const prepared = await preparePades(file, {
      certificate,
      chain: [],
      signatureAlgorithm: key.algorithm,
      signingTime: new Date('2026-01-15T10:00:00Z'),
      ...options,
    })
    const signed = concatBytes(file, prepared.complete(await key.sign(prepared.toBeSigned)))
    await writeFile(place, signed)
    const after = await qpdf(place, password)
    if (after.code > before.code) return { id, outcome: 'failed', detail: `qpdf says ${after.output.split('\n')[0]}` }
    const seen = (await tool('pdfsig', ['-nocert', ...popplerPassword(password), place])).output.split(/^Signature #/m)
    // Fields come in whatever order; ours is the one that covers the whole file.
    const ours = seen.filter((text) => text.includes('Total document signed'))
    if (ours.length === 0 || !ours.some((text) => text.includes('Signature is Valid.')))
      return { id, outcome: 'failed', detail: 'poppler does not find the new signature valid' }
    const own = (await listPdfSignatures(signed, options)).find(({ coversWholeFile }) => coversWholeFile)
    if (own === undefined || own.faults.length > 0) return { id, outcome: 'failed', detail: `our reader finds ${own?.faults.join() ?? 'no signature'}` }
    return equalBytes(signed.subarray(0, file.length), file) ? { id, outcome: 'passed' } : { id, outcome: 'failed', detail: 'earlier bytes changed' }
  } catch (error) {
    if (by === 'one' && error instanceof MalformedError) return { id, outcome: 'skipped', detail: `not both qpdf and poppler open it: ${error.message}` }
    return { id, outcome: 'failed', detail: error instanceof Error ? `${error.name}: ${error.message}` : 'not an error' }
  }
}

async function judgeUnreadable(id: string, file: Uint8Array): Promise<CaseResult> {
  try {
    await openPdf(file)
    return { id, outcome: 'skipped', detail: 'only we open it' }
  } catch (error) {
    return error instanceof MalformedError
      ? { id, outcome: 'skipped', detail: `nobody opens it: ${error.message}` }
      : { id, outcome: 'failed', detail: String(error) }
  }
}

type Opening = { readonly password: string; readonly before: Judged; readonly by: 'both' | 'one' }

async function openingPassword(place: string): Promise<Opening | undefined> {
  let found: Opening | undefined
  for (const password of passwords) {
    const before = await qpdf(place, password)
    const shown = await tool('pdfinfo', [...popplerPassword(password), place])
    const opened = [before.code === 0 || before.code === 3, shown.code === 0].filter(Boolean).length
    if (opened === 2) return { password, before, by: 'both' }
    if (opened === 1) found ??= { password, before, by: 'one' }
  }
  return found
}

function popplerPassword(password: string): string[] {
  return password === '' ? [] : ['-upw', password, '-opw', password]
}

function qpdf(place: string, password: string): Promise<Judged> {
  return tool('qpdf', ['--check', `--password=${password}`, place])
}

function tool(command: string, args: readonly string[]): Promise<Judged> {
  return new Promise((resolve, reject) => {
    execFile(command, [...args], (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: `${stderr}${stdout}` })
    })
  })
}
