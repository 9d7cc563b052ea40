import type { Routes } from '../../platform/index.ts'
import { invitationRoutes } from './invitations.ts'
import { peopleRoutes } from './people.ts'
import { sessionRoutes } from './session.ts'

export const cabinetsRoutes: Routes = async (app) => {
  for (const routes of [sessionRoutes, peopleRoutes, invitationRoutes]) await app.register(routes)
}
