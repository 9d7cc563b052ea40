import type { Routes } from '../platform/index.ts'

export const accountsRoutes: Routes = async () => undefined
