import { Navigate, useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { CompanyStep } from './CompanyStep.tsx'
import { DocumentStep } from './DocumentStep.tsx'
import { ParametersStep } from './ParametersStep.tsx'
import { PersonStep } from './PersonStep.tsx'
import { PicturesStep } from './PicturesStep.tsx'
import type { Application } from './queries.ts'
import { SummaryStep } from './SummaryStep.tsx'
import { type EditStep, mayOpen, nextStep, stepAfter } from './wizard.ts'

const pages = { parameters: ParametersStep, person: PersonStep, company: CompanyStep, document: DocumentStep, pictures: PicturesStep, summary: SummaryStep }

export type StepProps = { readonly application: Application; /** The answers are on the server; on to the next page. */ readonly onDone: () => void }

/** The page that the address names, or the first that is not finished. */
export function EditPanel({ application, step }: { readonly application: Application; readonly step: EditStep | undefined }) {
  const navigate = useNavigate()
  if (step !== undefined && !mayOpen(step, application)) return <Navigate to={paths.application(application.id)} replace />
  const shown = step ?? nextStep(application)
  const Page = pages[shown]
  return <Page key={shown} application={application} onDone={() => void navigate(paths.applicationStep(application.id, stepAfter(shown, application)))} />
}
