import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, useProblems } from '../app/problems.ts'
import { queries } from '../app/queries.ts'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { ProgressCounted } from '../ui/ProgressCounted.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { IssuedPanel } from './IssuedPanel.tsx'
import classes from './MakingPanel.module.css'
import { type KeyFile, makeKeys, makingSteps, type MakingStep, type Secrets, type Workshop } from './makeKeys.ts'
import { PinAgain } from './PinAgain.tsx'
import { keyMakingQuery, refreshCertificates } from './queries.ts'
import { useLeaveGuard } from './useLeaveGuard.ts'

type MakingPanelProps = { readonly applicationId: string; readonly secrets: Secrets; readonly onOtherPin: (pin: string) => void }
type State =
  | { readonly kind: 'making'; readonly step: MakingStep }
  | { readonly kind: 'failed'; readonly step: MakingStep; readonly error: unknown }
  | { readonly kind: 'done'; readonly file: KeyFile | undefined }

/** The keys are being made; each step is said as it happens. What fails is tried again from where it stopped. */
export function MakingPanel({ applicationId, secrets, onOtherPin }: MakingPanelProps) {
  const { t } = useTranslation('certificates', { keyPrefix: 'web.making' })
  const problems = useProblems('certificates')
  const workshop = useRef<Workshop>({})
  const running = useRef(false)
  const [state, setState] = useState<State>({ kind: 'making', step: 'cloud' })
  useLeaveGuard(state.kind === 'making')
  const make = async () => {
    if (running.current) return
    running.current = true
    let at: MakingStep = 'cloud'
    try {
      const file = await makeKeys(applicationId, secrets, workshop.current, (step) => {
        at = step
        setState({ kind: 'making', step })
      })
      setState({ kind: 'done', file })
      await Promise.all([
        refreshCertificates(),
        queries.invalidateQueries({ queryKey: keyMakingQuery(applicationId).queryKey }),
        queries.invalidateQueries({ queryKey: ['application', applicationId] }),
        queries.invalidateQueries({ queryKey: ['applications'] }),
      ])
    } catch (error) {
      setState({ kind: 'failed', step: at, error })
    } finally {
      running.current = false
    }
  }
  const begin = useEffectEvent(() => void make())
  useEffect(() => begin(), [secrets])
  if (state.kind === 'done') return <IssuedPanel applicationId={applicationId} file={state.file} />
  const failed = state.kind === 'failed' ? state.error : undefined
  if (failed instanceof Problem && failed.code === 'key.wrong-secret') return <PinAgain problem={failed} onDone={onOtherPin} />
  const done = makingSteps.indexOf(state.step)
  return (
    <div className="stack loose">
      <PageTitle under={t('under')}>{t('title')}</PageTitle>
      <div className="card padded stack">
        <ProgressCounted label={t(`step.${state.step}`)} done={done} total={makingSteps.length} note={t('stay')} />
        <ol className={classes['steps']}>
          {makingSteps.map((step, index) => (
            <li key={step}>
              <StateWord tone={index < done ? 'good' : index > done ? 'calm' : failed === undefined ? 'wait' : 'bad'}>{t(`step.${step}`)}</StateWord>
            </li>
          ))}
        </ol>
        <span className="heard" role="status">
          {t(`step.${state.step}`)}
        </span>
      </div>
      {failed !== undefined && (
        <FailedState what={failed instanceof Problem ? problems.say(failed) : t('stopped')} safe={t('failedSafe')} onRetry={() => void make()} />
      )}
    </div>
  )
}
