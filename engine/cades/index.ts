/** CAdES (EN 319 122-1): signatures beside or around a document, made and extended. */
export * from './extend.ts'
export * from './prepare.ts'
export * from './archive-timestamp.ts'
export { coveredBy, readHashIndex, type Covered, type HashIndex } from './hash-index.ts'
