export { proofingJobs } from './jobs.ts'
export { proofingRoutes } from './routes.ts'
