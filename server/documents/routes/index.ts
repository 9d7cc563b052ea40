import type { Routes } from '../../platform/index.ts'
import { documentRoutes } from './documents.ts'
import { draftRoutes } from './drafts.ts'
import { guestRoutes } from './guests.ts'
import { participationRoutes } from './participation.ts'
import { uploadRoutes } from './upload.ts'

export const documentsRoutes: Routes = async (app) => {
  await app.register(uploadRoutes)
  await app.register(documentRoutes)
  await app.register(draftRoutes)
  await app.register(participationRoutes)
  await app.register(guestRoutes)
}
