/** The door of cabinets: where documents and certificates are kept, and who belongs there. */
export { cabinetsJobs } from './jobs.ts'
export { cabinetsRoutes } from './routes/index.ts'
export type { Cabinet, Holder, Membership, Role } from './rules.ts'
export { cabinetsOf, membershipOf, personalCabinetOf } from './service/directory.ts'
export { createSeedCompany, type SeedCompany } from './service/seed.ts'
