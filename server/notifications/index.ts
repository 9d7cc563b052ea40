/** The door of notifications: mails and text messages in the reader's language. */
export { notificationsJobs } from './jobs.ts'
export { notificationsRoutes } from './routes.ts'
export { tellByMail, tellBySms, type Telling } from './service.ts'
