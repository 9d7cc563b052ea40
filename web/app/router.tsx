import { createBrowserRouter, type RouteObject } from 'react-router'
import { routes as accounts } from '../accounts/routes.tsx'
import { routes as cabinets } from '../cabinets/routes.tsx'
import { routes as certificates } from '../certificates/routes.tsx'
import { routes as documents } from '../documents/routes.tsx'
import { routes as home } from '../home/routes.tsx'
import { routes as operator } from '../operator/routes.tsx'
import { routes as proofing } from '../proofing/routes.tsx'
import { routes as signing } from '../signing/routes.tsx'
import { routes as verify } from '../verify/routes.tsx'
import { Root } from './Root.tsx'
import { RouteFailed } from './RouteFailed.tsx'
import { Waiting } from './Waiting.tsx'

const gallery: RouteObject[] = import.meta.env.DEV
  ? [{ path: '/dev/gallery', lazy: async () => ({ Component: (await import('../gallery/GalleryPage.tsx')).GalleryPage }) }]
  : []

export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: RouteFailed,
    HydrateFallback: Waiting,
    children: [
      ...home,
      ...verify,
      ...accounts,
      ...cabinets,
      ...certificates,
      ...proofing,
      ...documents,
      ...signing,
      ...operator,
      ...gallery,
      { path: '*', lazy: async () => ({ Component: (await import('./NotFoundPage.tsx')).NotFoundPage }) },
    ],
  },
])
