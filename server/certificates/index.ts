/** The door of certificates: people's keys. */
export { certificatesJobs } from './jobs.ts'
export { certificatesRoutes } from './routes.ts'
export { certifySeedHolder } from './service/index.ts'
