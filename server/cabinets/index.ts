export { cabinetsJobs } from './jobs.ts'
export { cabinetsRoutes } from './routes.ts'
