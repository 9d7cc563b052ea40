/** The use-cases of certificates, one a file. */
export { issueForKey } from './issue.ts'
export { bindFileKey, cloudKeyChallenge, keyMaking, makeCloudKey } from './make-keys.ts'
export { ownCertificates, revokeOwn, signingChallenge, signWithCloudKey, withdrawVerifier } from './use-keys.ts'
export { certifySeedHolder, type SeedHolder } from './seed.ts'
