/** The use-cases of the authority, one a file. */
export { closeCeremony, holdCeremony } from './ceremony.ts'
export * from './hierarchy.ts'
export * from './issue.ts'
export * from './revoke.ts'
export * from './status.ts'
export { answerTimestampRequest, requestTimestamp } from './timestamp.ts'
