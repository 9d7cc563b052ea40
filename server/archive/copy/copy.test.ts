import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { samplePdf } from '../../../engine/pdf/sample-files.ts'
import { drawCopy } from './index.ts'
import type { CopyOrder } from './order.ts'
import { rosetteOf } from './rosette.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-copy-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { resolve } = createRequire(import.meta.url)
const font = (name: string): Uint8Array => readFileSync(resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`))
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const order: CopyOrder = {
  title: 'Договір',
  pages: samplePdf(),
  sha256: sha256('document'),
  signers: Array.from({ length: 9 }, (_, index) => ({
    certificateSha256: sha256(String(index)),
    name: `Әлия Қасымова ${index}`,
    verdict: 'good',
    lines: [{ label: 'Компанія', value: 'ТОВ «Приклад» '.repeat(9) }],
  })),
  verifyUrl: 'https://sign.example.com/verify/1',
  texts: { sheetTitle: 'Аркушпідписівїґє', noForce: 'Копія', verifyHint: 'Код', fingerprint: 'SHA-256', foot: 'Підписано '.repeat(60) },
  fonts: { regular: font('400Regular/SourceSans3_400Regular'), bold: font('600SemiBold/SourceSans3_600SemiBold') },
  made: new Date('2026-03-02T10:00:00Z'),
  ownerPassword: 'owner',
}

describe('the copy for reading', () => {
  it('draws every letter, and as many sheets as the signers need', async () => {
    const path = join(folder, 'copy.pdf')
    writeFileSync(path, await drawCopy(order))
    expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/Pages:\s+3/)
    // The title is one word: with every letter drawn no gap in it is as wide as a letter.
    const image = execFileSync('pdftoppm', ['-r', '72', '-f', '2', '-l', '2', '-gray', '-x', '48', '-y', '48', '-W', '200', '-H', '22', path])
    expect(widestGap(image.subarray(image.length - 200 * 22), 200)).toBeLessThan(6)
  })

  it('gives the sheet alone where there are no pages', async () => {
    const path = join(folder, 'sheet.pdf')
    writeFileSync(path, await drawCopy({ ...order, pages: null, signers: order.signers.slice(0, 1) }))
    expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/Pages:\s+1/)
  })

  it('gives one certificate always the same rosette and another never the same', () => {
    expect(rosetteOf(sha256('a'), 76)).toEqual(rosetteOf(sha256('a'), 76))
    expect(rosetteOf(sha256('a'), 76)).not.toEqual(rosetteOf(sha256('b'), 76))
  })
})

/** Between the first and the last column that have ink. */
function widestGap(pixels: Uint8Array, width: number): number {
  const inked = Array.from({ length: width }, (_, column) => column).filter((column) => pixels.some((value, place) => place % width === column && value < 160))
  return Math.max(...inked.slice(1).map((column, index) => column - (inked[index] ?? column)))
}
