import type { RouteObject } from 'react-router'
import { loadWords } from '../app/language.ts'

export const routes: RouteObject[] = [
  {
    path: '/verify',
    lazy: async () => {
      const [{ VerifyPage }] = await Promise.all([import('./VerifyPage.tsx'), loadWords('verify')])
      return { Component: VerifyPage }
    },
  },
]
