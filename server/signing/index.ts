export { signingJobs } from './jobs.ts'
export { signingRoutes } from './routes.ts'
