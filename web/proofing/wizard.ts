/** The order of the wizard, and where an application stands in it. Pure: everything comes from the server, so any device shows the same. */
import type { Application, ApplicationState } from './queries.ts'

/** Pages that the applicant fills in, in order. */
export const editSteps = ['parameters', 'person', 'company', 'document', 'pictures', 'summary'] as const
export type EditStep = (typeof editSteps)[number]
export const isEditStep = (text: string | undefined): text is EditStep => editSteps.some((step) => step === text)

/** Lines of the progress list, and the pages that each stands for. */
export const lines = ['get', 'data', 'identity', 'send', 'decision', 'agreement', 'keys'] as const
export type Line = (typeof lines)[number]
export const lineOf: Readonly<Record<EditStep, Line>> = {
  parameters: 'get',
  person: 'data',
  company: 'data',
  document: 'identity',
  pictures: 'identity',
  summary: 'send',
}

type Standing = Pick<Application, 'state' | 'product' | 'facts' | 'slots' | 'documents'>

export function stepsOf({ product }: Pick<Standing, 'product'>): readonly EditStep[] {
  return editSteps.filter((step) => step !== 'company' || product.holder !== 'person')
}

/** Slots that still need a picture: none was sent, or the one sent was rejected. */
export function openSlots({ slots, documents }: Pick<Standing, 'slots' | 'documents'>): readonly string[] {
  return slots.filter((slot) => !documents.some((document) => document.slot === slot && document.state !== 'rejected'))
}

export function isDone(step: EditStep, application: Standing): boolean {
  if (step === 'summary') return false
  if (step === 'pictures') return openSlots(application).length === 0
  return application.facts[step] !== undefined
}

/** The first page that is not finished. */
export function nextStep(application: Standing): EditStep {
  return stepsOf(application).find((step) => !isDone(step, application)) ?? 'summary'
}

/** A page may be opened when all before it are finished. */
export function mayOpen(step: EditStep, application: Standing): boolean {
  const steps = stepsOf(application)
  return steps.includes(step) && steps.indexOf(step) <= steps.indexOf(nextStep(application))
}

export function stepAfter(step: EditStep, application: Standing): EditStep {
  const steps = stepsOf(application)
  return steps[steps.indexOf(step) + 1] ?? 'summary'
}

const lineOfState: Readonly<Record<ApplicationState, Line | undefined>> = {
  draft: undefined,
  deferred: undefined,
  submitted: 'decision',
  'in-review': 'decision',
  recommended: 'decision',
  refused: 'decision',
  approved: 'agreement',
  agreed: 'keys',
  issued: undefined,
}

/** Which line is now; undefined when all are done. */
export function lineNow(application: Standing, step: EditStep | undefined): Line | undefined {
  if (application.state === 'issued') return undefined
  return lineOfState[application.state] ?? lineOf[step ?? nextStep(application)]
}
