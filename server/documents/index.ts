/** The door of documents: what they are, who is asked, how they end. Signing and archive come in here. */
export { withGuests } from './guest-cookie.ts'
export { documentsJobs } from './jobs.ts'
export { documentsRoutes } from './routes/index.ts'
