export { authorityJobs } from './jobs.ts'
export { authorityRoutes } from './routes.ts'
