import type { Routes } from '../platform/index.ts'

export const documentsRoutes: Routes = async () => undefined
