export { catalogueJobs } from './jobs.ts'
export { catalogueRoutes } from './routes.ts'
