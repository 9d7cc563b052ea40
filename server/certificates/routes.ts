import type { Routes } from '../platform/index.ts'

export const certificatesRoutes: Routes = async () => undefined
