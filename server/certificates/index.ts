export { certificatesJobs } from './jobs.ts'
export { certificatesRoutes } from './routes.ts'
