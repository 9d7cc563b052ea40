import type { Routes } from '../platform/index.ts'

export const catalogueRoutes: Routes = async () => undefined
