import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pdfFonts } from '../../platform/index.ts'
import { drawAgreement } from './draw-agreement.ts'

it('draws every letter of an agreement, over as many pages as it takes', async () => {
  const paragraph = 'Підписувач підтверджує, що ці дані правдиві. ґ Є ї Ғ Қ ї. '.repeat(12)
  const bytes = await drawAgreement(
    {
      title: 'Договір про видачу сертифіката',
      number: '№ 1',
      facts: [['Прізвище', 'Ґалаґан']],
      paragraphs: Array.from({ length: 12 }, () => paragraph),
      foot: 'Договір 1',
    },
    await pdfFonts(),
    new Date('2026-01-01T00:00:00Z'),
  )
  const path = join(mkdtempSync(join(tmpdir(), 'agreement-')), 'agreement.pdf')
  writeFileSync(path, bytes)
  expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors')
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  expect(text).toContain('Ґалаґан')
  expect(text).toContain('2/')
})
