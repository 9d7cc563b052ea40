import type { Suite } from './suite.ts'
export const wycheproof: Suite = { name: 'wycheproof', folder: 'wycheproof', howToFetch: '', async *run() {} }
