/** Time-stamps (RFC 3161, EN 319 422): asked for, given and verified. */
export * from './request.ts'
export * from './response.ts'
export * from './token-info.ts'
export * from './token.ts'
export * from './check.ts'
