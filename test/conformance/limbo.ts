import type { Suite } from './suite.ts'
export const limbo: Suite = { name: 'limbo', folder: 'limbo', howToFetch: '', async *run() {} }
