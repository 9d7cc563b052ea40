import { useTranslation } from 'react-i18next'
import { ProgressCounted } from '../ui/ProgressCounted.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { signingSteps } from './signDocument.ts'
import type { Progress } from './useSigning.ts'

export function SigningProgress({ progress }: { readonly progress: Progress | undefined }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web.progress' })
  const { percent } = useFormats()
  const step = progress?.step ?? 'prepare'
  const done = signingSteps.indexOf(step)
  const label = step === 'read' && progress !== undefined && progress.share > 0 ? t('readShare', { share: percent(progress.share) }) : t(step)
  return <ProgressCounted done={done} total={signingSteps.length} label={label} note={t('stay')} />
}
