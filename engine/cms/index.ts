/** Cryptographic Message Syntax: SignedData read, written and added to (RFC 5652, RFC 5035, RFC 5940). */
export * from './attributes.ts'
export * from './build.ts'
export { oid as cmsOid } from './oids.ts'
export * from './signed-data.ts'
export * from './signing-certificate.ts'
export * from './splice.ts'
export * from './signer-check.ts'
