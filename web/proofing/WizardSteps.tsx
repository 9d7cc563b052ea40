import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../app/paths.ts'
import { type Step, Steps } from '../ui/Steps.tsx'
import { useFormats } from '../ui/useFormats.ts'
import { personName } from './facts.ts'
import type { Application } from './queries.ts'
import { type EditStep, type Line, lineNow, lines, nextStep, stepsOf } from './wizard.ts'

const minutes: Readonly<Partial<Record<Line, number>>> = { get: 1, data: 3, identity: 5, send: 1, agreement: 3, keys: 3 }
/** Where a line leads back to while the application may still be changed. */
const firstOf: Readonly<Partial<Record<Line, EditStep>>> = { get: 'parameters', data: 'person', identity: 'document' }

/** The progress list: what is done with its answers, what is now, what comes and how long it takes. */
export function WizardSteps({ application, step }: { readonly application: Application; readonly step: EditStep | undefined }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { day } = useFormats()
  const { state, facts, product, submittedAt } = application
  const editable = state === 'draft' || state === 'deferred'
  const frontier = lineNow(application, undefined)
  const now = lineNow(application, step)
  const answers: Readonly<Record<Line, ReactNode>> = {
    get: t(`product.${product.holder}.short`),
    data: facts.person && personName(facts.person),
    identity: facts.document && t(`document.kind.${facts.document.kind}`),
    send: submittedAt !== null && !editable ? day(submittedAt) : undefined,
    decision: t('steps.decisionNote'),
    agreement: t('steps.signed'),
    keys: undefined,
  }
  const reached = frontier === undefined ? lines.length : lines.indexOf(frontier)
  const steps = lines.map((line, index): Step => {
    const done = index < reached && line !== now
    const back = firstOf[line]
    const mayGoBack = editable && back !== undefined && index <= reached && line !== now && stepsOf(application).includes(back)
    return {
      id: line,
      name: t(`steps.${line}`),
      state: line === now ? 'now' : done ? 'done' : 'next',
      ...(done
        ? { answer: line === 'decision' ? t('steps.positive') : answers[line] }
        : { minutes: minutes[line], ...(line === 'decision' && { answer: answers.decision }) }),
      ...(mayGoBack && {
        link: (name: ReactNode) => <Link to={paths.applicationStep(application.id, index === reached ? nextStep(application) : back)}>{name}</Link>,
      }),
    }
  })
  return <Steps steps={steps} />
}
