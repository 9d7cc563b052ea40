import type { Routes } from '../platform/index.ts'

export const archiveRoutes: Routes = async () => undefined
