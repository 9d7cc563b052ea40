import { describe, expect, it } from 'vitest'
import type { Picture } from './queries.ts'
import { judged, reviewFaults } from './review.ts'
import { type Checklist, checklistItems } from './staffQueries.ts'

const pictures: readonly Picture[] = (['document-front', 'selfie'] as const).map((slot) => ({
  id: slot,
  slot,
  mediaType: 'image/png',
  state: 'waiting',
  because: null,
}))
const accepted = { accepted: true, because: null }
const ticked = Object.fromEntries(checklistItems.map((item) => [item, true])) as Checklist
const unticked = Object.fromEntries(checklistItems.map((item) => [item, false])) as Checklist

describe('a review', () => {
  it('accepts only when all is ticked and every picture accepted', () => {
    expect(reviewFaults('positive', pictures, { 'document-front': accepted, selfie: accepted }, ticked)).toEqual([])
    expect(reviewFaults('positive', pictures, { selfie: { accepted: false, because: 'dark' } }, ticked)).toEqual([
      { name: 'picture-document-front', because: 'unjudged', what: 'document-front' },
      { name: 'picture-selfie', because: 'rejected', what: 'selfie' },
    ])
    expect(reviewFaults('positive', pictures, { 'document-front': accepted, selfie: accepted }, unticked)).toEqual([
      { name: 'document-genuine', because: 'unticked' },
    ])
  })
  it('asks again with a reason for each picture that is rejected', () => {
    expect(reviewFaults('deferred', pictures, { 'document-front': accepted, selfie: { accepted: false, because: ' ' } }, unticked)).toEqual([
      { name: 'picture-selfie', because: 'reason', what: 'selfie' },
    ])
  })
  it('refuses at any moment, and its reason covers what was not judged', () => {
    expect(reviewFaults('negative', pictures, {}, unticked)).toEqual([])
    expect(judged(pictures, { selfie: accepted }, 'not the same person')).toEqual([
      { id: 'document-front', accepted: false, because: 'not the same person' },
      { id: 'selfie', accepted: true, because: null },
    ])
  })
})
