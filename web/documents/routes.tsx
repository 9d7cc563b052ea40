import type { RouteObject } from 'react-router'
import { loadWords } from '../app/language.ts'

const words = () => loadWords('documents')

export const routes: RouteObject[] = [
  // The code on a paper copy leads here (server/archive).
  { path: '/verify/:id', lazy: async () => ({ Component: (await Promise.all([import('./VerdictPage.tsx'), words()]))[0].VerdictPage }) },
  { path: '/documents/new', lazy: async () => ({ Component: (await Promise.all([import('./NewDocumentPage.tsx'), words()]))[0].NewDocumentPage }) },
  { path: '/documents/:id?', lazy: async () => ({ Component: (await Promise.all([import('./DocumentsPage.tsx'), words()]))[0].DocumentsPage }) },
]
