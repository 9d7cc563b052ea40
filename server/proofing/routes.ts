import type { Routes } from '../platform/index.ts'

export const proofingRoutes: Routes = async () => undefined
