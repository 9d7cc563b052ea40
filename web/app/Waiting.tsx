import { Brand } from '../ui/Brand.tsx'
import { PathLayout } from '../ui/PathLayout.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** A page whose code is on its way. */
export function Waiting() {
  return (
    <PathLayout brand={<Brand />}>
      <Skeleton shape="page" />
    </PathLayout>
  )
}
