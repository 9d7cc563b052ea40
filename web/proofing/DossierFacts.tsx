import { FactList } from '../ui/FactList.tsx'
import classes from './Dossier.module.css'
import type { Application } from './queries.ts'
import { useFactGroups } from './useFactGroups.ts'

/** What the applicant has typed, to hold beside the pictures. */
export function DossierFacts({ application }: { readonly application: Application }) {
  const groups = useFactGroups(application)
  return (
    <>
      {groups.map(({ step, title, facts }) => (
        <section key={step} className={classes['part']}>
          <h3>{title}</h3>
          <FactList even facts={facts} />
        </section>
      ))}
    </>
  )
}
