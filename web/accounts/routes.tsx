import type { RouteObject } from 'react-router'
import { loadWords } from '../app/language.ts'

const words = () => loadWords('accounts')

export const routes: RouteObject[] = [
  { path: '/register', lazy: async () => ({ Component: (await Promise.all([import('./RegisterPage.tsx'), words()]))[0].RegisterPage }) },
  { path: '/confirm/:token', lazy: async () => ({ Component: (await Promise.all([import('./ConfirmPage.tsx'), words()]))[0].ConfirmPage }) },
  { path: '/sign-in', lazy: async () => ({ Component: (await Promise.all([import('./SignInPage.tsx'), words()]))[0].SignInPage }) },
  { path: '/recover', lazy: async () => ({ Component: (await Promise.all([import('./RecoverPage.tsx'), words()]))[0].RecoverPage }) },
  { path: '/recover/:token', lazy: async () => ({ Component: (await Promise.all([import('./NewPasswordPage.tsx'), words()]))[0].NewPasswordPage }) },
  { path: '/activate/:token', lazy: async () => ({ Component: (await Promise.all([import('./ActivatePage.tsx'), words()]))[0].ActivatePage }) },
  { path: '/terms', lazy: async () => ({ Component: (await Promise.all([import('./TermsPage.tsx'), words()]))[0].TermsPage }) },
  { path: '/account', lazy: async () => ({ Component: (await Promise.all([import('./AccountPage.tsx'), words()]))[0].AccountPage }) },
]
