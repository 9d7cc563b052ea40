import type { RouteObject } from 'react-router'
import { loadWords } from '../app/language.ts'

const words = () => loadWords('signing', 'documents')

export const routes: RouteObject[] = [
  { path: '/s/:token', lazy: async () => ({ Component: (await Promise.all([import('./LinkPage.tsx'), words()]))[0].LinkPage }) },
  { path: '/documents/:id/sign', lazy: async () => ({ Component: (await Promise.all([import('./OwnSigningPage.tsx'), words()]))[0].OwnSigningPage }) },
]
