import type { RouteObject } from 'react-router'
import { loadWords } from '../app/language.ts'

const words = () => loadWords('proofing', 'certificates')
const applicationPage = async () => ({ Component: (await Promise.all([import('./ApplicationPage.tsx'), words()]))[0].ApplicationPage })
const proofingPage = async () => ({ Component: (await Promise.all([import('./ProofingPage.tsx'), words()]))[0].ProofingPage })

export const routes: RouteObject[] = [
  { path: '/get', lazy: async () => ({ Component: (await Promise.all([import('./GetPage.tsx'), words()]))[0].GetPage }) },
  { path: '/applications', lazy: async () => ({ Component: (await Promise.all([import('./ApplicationsPage.tsx'), words()]))[0].ApplicationsPage }) },
  { path: '/applications/:id/:step?', lazy: applicationPage },
  { path: '/proofing/:id?', lazy: proofingPage },
]
