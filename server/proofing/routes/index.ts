import type { Routes } from '../../platform/index.ts'
import { applicantRoutes } from './applicant.ts'
import { staffRoutes } from './staff.ts'

export const proofingRoutes: Routes = async (app) => {
  await app.register(applicantRoutes)
  await app.register(staffRoutes)
}
