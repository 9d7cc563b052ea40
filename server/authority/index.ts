/** The door of authority: issuing, status and time. */
export { authorityJobs } from './jobs.ts'
export { authorityRoutes } from './routes.ts'
export { revocationReasons, type RevocationReason } from './rules.ts'
export {
  closeCeremony,
  holdCeremony,
  issueCertificate,
  issuerChain,
  ocspResponseFor,
  renewRevocationLists,
  requestTimestamp,
  revokeCertificate,
  rootRevocationList,
  timestampUnit,
  trustAnchors,
  type CertificateOrder,
  type IssuedCertificate,
} from './service/index.ts'
