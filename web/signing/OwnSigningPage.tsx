import { Navigate, useParams } from 'react-router'
import { paths } from '../app/paths.ts'
import { useSession } from '../app/session.ts'
import { Waiting } from '../app/Waiting.tsx'
import { Room } from './Room.tsx'

/** The same room, entered from the desk. */
export function OwnSigningPage() {
  const { id = '' } = useParams()
  const { account, known } = useSession()
  if (!known) return <Waiting />
  if (account === null) return <Navigate to={paths.signIn(paths.signDocument(id))} replace />
  return <Room id={id} as="account" />
}
