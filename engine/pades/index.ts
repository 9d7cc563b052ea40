/** PAdES (EN 319 142-1): signatures in PDF, made by appending and judged by revision. */
export * from './sign.ts'
