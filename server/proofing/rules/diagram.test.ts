import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { applicationFlow, flowFile } from './diagram.ts'

it('docs/flows/application.md is what the tables say', () => {
  expect(readFileSync(flowFile, 'utf8')).toBe(applicationFlow())
})
