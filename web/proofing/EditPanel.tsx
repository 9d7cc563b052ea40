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

/** The page that the address names. Without a name the first that is not finished gets its address, so that it stays while its answers arrive. */
export function EditPanel({ application, step }: { readonly application: Application; readonly step: EditStep | undefined }) {
  const navigate = useNavigate()
  if (step === undefined || !mayOpen(step, application)) return <Navigate to={paths.applicationStep(application.id, nextStep(application))} replace />
  const Page = pages[step]
  return <Page key={step} application={application} onDone={() => void navigate(paths.applicationStep(application.id, stepAfter(step, application)))} />
}
