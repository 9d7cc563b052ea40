import type { Routes } from '../platform/index.ts'

export const validationRoutes: Routes = async () => undefined
