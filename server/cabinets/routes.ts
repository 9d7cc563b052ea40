import type { Routes } from '../platform/index.ts'

export const cabinetsRoutes: Routes = async () => undefined
