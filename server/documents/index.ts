export { documentsJobs } from './jobs.ts'
export { documentsRoutes } from './routes.ts'
