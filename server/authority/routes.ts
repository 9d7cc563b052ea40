import type { Routes } from '../platform/index.ts'

export const authorityRoutes: Routes = async () => undefined
