/** The door of validation: verdicts on certificates and signatures. */
export { validationJobs } from './jobs.ts'
export { validationRoutes } from './routes.ts'
export { gatherEvidence, judge, standingOf, type CertificateStatus, type Evidence } from './service.ts'
