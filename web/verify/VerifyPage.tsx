import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PathShell } from '../app/PathShell.tsx'
import { Button } from '../ui/Button.tsx'
import { Evidence } from '../ui/Evidence.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { FilePick } from '../ui/FilePick.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { ProgressCounted } from '../ui/ProgressCounted.tsx'
import { pairFiles } from './pairFiles.ts'
import { ReportView } from './ReportView.tsx'
import { useChecking } from './useChecking.ts'
import { lacksDocument } from './verdict.ts'

/** Anyone's file, checked on their own device. */
export function VerifyPage() {
  const { t } = useTranslation('verify')
  const [files, setFiles] = useState<readonly File[]>([])
  const [anchors, setAnchors] = useState<readonly File[]>([])
  const { state, check, reset } = useChecking()
  const results = useRef<HTMLDivElement>(null)
  const start = (chosen: readonly File[], trusted = anchors) => {
    setFiles(chosen)
    void check(pairFiles(chosen), trusted)
  }
  useEffect(() => {
    if (state.kind === 'done') results.current?.focus()
  }, [state.kind])
  const done = state.kind === 'done'
  const alone = done && state.results.length === 1 && state.results.every((result) => 'report' in result)
  const another = (
    <Button kind="quiet" onClick={reset}>
      {t('another')}
    </Button>
  )
  return (
    <PathShell>
      {!alone && <PageTitle under={done ? undefined : t('lead')}>{t('title')}</PageTitle>}
      {!('subtle' in crypto) && <Notice tone="wait">{t('insecure')}</Notice>}
      {state.kind === 'idle' && <FilePick name="signed" label={t('pick.label')} hint={t('pick.hint')} many onPick={(picked) => start(picked)} />}
      {state.kind === 'checking' && <ProgressCounted label={t('checking')} done={state.done} total={state.total} />}
      {done && (
        <div ref={results} tabIndex={-1} className="stack loose" aria-label={t('results')} role="group">
          {state.withoutAnchors && <Notice tone="wait">{t('noAnchors')}</Notice>}
          {state.results.map((result, index) =>
            'report' in result ? (
              <ReportView key={index} name={result.pairing.input.name} report={result.report} alone={alone} action={alone && another} />
            ) : (
              <FailedState key={index} what={t('failed', { name: result.pairing.input.name })} safe={t('failedSafe')} reference={result.failure} />
            ),
          )}
          {state.results.some((result) => 'report' in result && lacksDocument(result.report)) && (
            <FilePick name="document" label={t('document.label')} hint={t('document.hint')} many onPick={(picked) => start([...files, ...picked])} />
          )}
          {!alone && <div className="row">{another}</div>}
        </div>
      )}
      <div>
        <Evidence
          title={t('trust.title')}
          state={anchors.length > 0 ? <span className="small soft">{t('trust.own', { count: anchors.length })}</span> : undefined}
        >
          <p className="small soft">{t('trust.text')}</p>
          <FilePick
            name="anchors"
            label={t('trust.label')}
            hint={t('trust.hint')}
            many
            accept=".pem,.crt,.cer,.der"
            maximumBytes={1_000_000}
            picked={anchors.map((file, index) => ({ id: String(index), name: file.name, size: file.size }))}
            onRemove={(id) => setAnchors(anchors.filter((_, index) => String(index) !== id))}
            onPick={(picked) => {
              const trusted = [...anchors, ...picked]
              setAnchors(trusted)
              if (files.length > 0 && state.kind !== 'idle') start(files, trusted)
            }}
          />
        </Evidence>
      </div>
    </PathShell>
  )
}
