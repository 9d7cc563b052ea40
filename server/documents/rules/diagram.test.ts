import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { documentFlow, flowFile } from './diagram.ts'

it('the diagram in the documentation is the table', () => {
  expect(readFileSync(flowFile, 'utf8')).toBe(documentFlow())
})
