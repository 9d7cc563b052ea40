import type { Routes } from '../../platform/index.ts'
import { companyRoutes } from './companies.ts'
import { invitationRoutes } from './invitations.ts'
import { peopleRoutes } from './people.ts'
import { sessionRoutes } from './session.ts'

export const cabinetsRoutes: Routes = async (app) => {
  for (const routes of [sessionRoutes, companyRoutes, peopleRoutes, invitationRoutes]) await app.register(routes)
}
