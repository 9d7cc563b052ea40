/** The door of proofing: from application to decision and agreement. */
export { proofingJobs } from './jobs.ts'
export { proofingRoutes } from './routes/index.ts'
export { agreedApplication, applicationDigestOf, decidedApplication, finishApplication, type DecidedApplication } from './service/index.ts'
