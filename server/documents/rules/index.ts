/** The business of documents: what may become of them, whose turn it is, when they may be sent and taken back. Pure. */
export * from './document.ts'
export * from './jobs.ts'
export * from './life.ts'
export * from './link.ts'
export * from './name.ts'
export * from './recall.ts'
export * from './sending.ts'
export * from './turns.ts'
