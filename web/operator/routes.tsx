import type { RouteObject } from 'react-router'
import { loadWords } from '../app/language.ts'

const words = () => loadWords('operator')

export const routes: RouteObject[] = [
  { path: '/operator', lazy: async () => ({ Component: (await Promise.all([import('./OperatorPage.tsx'), words()]))[0].OperatorPage }) },
  { path: '/operator/audit', lazy: async () => ({ Component: (await Promise.all([import('./AuditPage.tsx'), words()]))[0].AuditPage }) },
]
