import type { RouteObject } from 'react-router'
import { loadWords } from '../app/language.ts'

const words = () => loadWords('certificates', 'proofing')

export const routes: RouteObject[] = [
  { path: '/certificates', lazy: async () => ({ Component: (await Promise.all([import('./CertificatesPage.tsx'), words()]))[0].CertificatesPage }) },
]
