/** Every domain of the server, in import order: what each offers over HTTP and does in the background. */
import { accountsJobs, accountsRoutes } from './accounts/index.ts'
import { archiveJobs, archiveRoutes } from './archive/index.ts'
import { auditRoutes } from './audit/index.ts'
import { authorityJobs, authorityRoutes } from './authority/index.ts'
import { cabinetsJobs, cabinetsRoutes } from './cabinets/index.ts'
import { catalogueRoutes } from './catalogue/index.ts'
import { certificatesJobs, certificatesRoutes } from './certificates/index.ts'
import { documentsJobs, documentsRoutes } from './documents/index.ts'
import { notificationsJobs, notificationsRoutes } from './notifications/index.ts'
import type { AnyJob, Routes } from './platform/index.ts'
import { proofingJobs, proofingRoutes } from './proofing/index.ts'
import { signingJobs, signingRoutes } from './signing/index.ts'
import { validationJobs, validationRoutes } from './validation/index.ts'

export const allRoutes: readonly Routes[] = [
  auditRoutes,
  notificationsRoutes,
  accountsRoutes,
  cabinetsRoutes,
  authorityRoutes,
  catalogueRoutes,
  proofingRoutes,
  certificatesRoutes,
  validationRoutes,
  documentsRoutes,
  signingRoutes,
  archiveRoutes,
]

export const allJobs: readonly AnyJob[] = [
  ...notificationsJobs,
  ...accountsJobs,
  ...cabinetsJobs,
  ...authorityJobs,
  ...proofingJobs,
  ...certificatesJobs,
  ...validationJobs,
  ...documentsJobs,
  ...signingJobs,
  ...archiveJobs,
]
