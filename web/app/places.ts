import type { Session } from './session.ts'
import { paths } from './paths.ts'

export type Place = { readonly key: string; readonly to: string; readonly for: (session: Pick<Session, 'account'>) => boolean }

const anyone: Place['for'] = ({ account }) => account !== null
const only =
  (...roles: readonly string[]): Place['for'] =>
  ({ account }) =>
    account?.roles.some((role) => roles.includes(role)) ?? false

/** The places of the desk in the order of its left column; each role sees its own. Words: app.json `places`. */
export const places: readonly Place[] = [
  { key: 'documents', to: paths.documents(), for: anyone },
  { key: 'certificates', to: paths.certificates(), for: anyone },
  { key: 'people', to: paths.cabinetPeople(), for: anyone },
  { key: 'proofing', to: paths.proofingQueue(), for: only('agent', 'verifier') },
  { key: 'operator', to: paths.operator(), for: only('operator') },
  { key: 'audit', to: paths.audit(), for: only('operator') },
]
