import type { Routes } from '../platform/index.ts'

export const ordersRoutes: Routes = async () => undefined
