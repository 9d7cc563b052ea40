import { redirect, type RouteObject } from 'react-router'
import { loadWords } from '../app/language.ts'
import { paths } from '../app/paths.ts'

const words = () => loadWords('cabinets')

export const routes: RouteObject[] = [
  { path: '/cabinet', loader: () => redirect(paths.cabinetPeople()) },
  { path: '/cabinet/people', lazy: async () => ({ Component: (await Promise.all([import('./PeoplePage.tsx'), words()]))[0].PeoplePage }) },
  {
    path: '/cabinet/new',
    lazy: async () => ({ Component: (await Promise.all([import('./NewCompanyPage.tsx'), words(), loadWords('signing')]))[0].NewCompanyPage }),
  },
  { path: '/invitations/:token', lazy: async () => ({ Component: (await Promise.all([import('./InvitationPage.tsx'), words()]))[0].InvitationPage }) },
]
