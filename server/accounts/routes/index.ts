import type { Routes } from '../../platform/index.ts'
import { accountRoutes } from './account.ts'
import { activationRoutes } from './activation.ts'
import { recoveryRoutes } from './recovery.ts'
import { registrationRoutes } from './registration.ts'
import { sessionRoutes } from './session.ts'

export const accountsRoutes: Routes = async (app) => {
  for (const routes of [registrationRoutes, sessionRoutes, recoveryRoutes, activationRoutes, accountRoutes]) await app.register(routes)
}
