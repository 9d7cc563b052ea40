/** The door of signing: who may sign, signatures taken in, evidence raised. */
export { signingJobs } from './jobs.ts'
export { signingRoutes } from './routes/index.ts'
export { pdfSource } from './service/pdf-file.ts'
export { newestEvidence, revisionsOf, type Revision } from './store.ts'
