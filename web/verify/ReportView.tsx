import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Evidence } from '../ui/Evidence.tsx'
import { IconDownload } from '../ui/icons.ts'
import { StateWord } from '../ui/StateWord.tsx'
import { CheckList } from './CheckList.tsx'
import type { Report } from './report.ts'
import classes from './ReportView.module.css'
import { SignatureEvidence } from './SignatureEvidence.tsx'
import { readSubject } from './subjectName.ts'
import { signaturesIn, toneOf } from './verdict.ts'
import { VerdictCard } from './VerdictCard.tsx'

type ReportViewProps = {
  readonly name: string
  readonly report: Report
  /** The only file: its verdict is the page's heading. */
  readonly alone: boolean
  readonly action?: ReactNode
}

/** The verdict on one file, and everything it rests on. */
export function ReportView({ name, report, alone, action }: ReportViewProps) {
  const { t } = useTranslation('verify')
  const { timestamps } = report
  const signatures = signaturesIn(report)
  const checks = report.messages.length + [...report.signatures, ...timestamps].reduce((sum, each) => sum + each.messages.length, 0)
  return (
    <section className="stack loose" aria-label={name}>
      <p className="small soft">{t('checkedHere', { name })}</p>
      <VerdictCard report={report} alone={alone} />
      {checks > 0 && (
        <div className={`card ${classes['evidence']}`}>
          {signatures.map((signature, index) => (
            <SignatureEvidence key={signature.id} signature={signature} report={report} open={index === 0} />
          ))}
          {timestamps.map((stamp) => (
            <Evidence
              key={stamp.id}
              title={t('stamp.title', {
                authority: stamp.authority === null ? t('signature.unknown') : (readSubject(stamp.authority.subject).person ?? stamp.authority.subject),
              })}
              state={<StateWord tone={toneOf(stamp)}>{t(`ui:verdict.${toneOf(stamp)}`)}</StateWord>}
            >
              <CheckList messages={stamp.messages} />
            </Evidence>
          ))}
          <Evidence title={t('checks.all')} state={<span className="small soft">{t('checks.count', { count: checks })}</span>} open={signatures.length === 0}>
            <CheckList messages={[...report.messages, ...report.signatures.flatMap((each) => each.messages), ...timestamps.flatMap((each) => each.messages)]} />
          </Evidence>
        </div>
      )}
      <div className="row">
        <Button icon={<IconDownload aria-hidden="true" />} onClick={() => saveReport(name, report)}>
          {t('saveReport')}
        </Button>
        {action}
      </div>
    </section>
  )
}

function saveReport(name: string, report: Report): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${name}.report.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
