import type { Routes } from '../platform/index.ts'

export const signingRoutes: Routes = async () => undefined
