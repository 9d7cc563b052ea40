/** The use-cases of proofing, one a file. */
export * from './agree.ts'
export * from './apply.ts'
export * from './decide.ts'
export * from './read.ts'
export { recommend, reviewQueue, takeApplication, type Review } from './review.ts'
export * from './fulfil.ts'
