import { useTranslation } from 'react-i18next'
import { PageTitle } from '../ui/PageTitle.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import classes from './Dossier.module.css'
import { useFormats } from '../ui/useFormats.ts'
import { personName } from './facts.ts'
import type { Application } from './queries.ts'
import { useNow } from './useNow.ts'

export function DossierTitle({ application, note }: { readonly application: Application; readonly note?: string }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const { relative, day, time } = useFormats()
  const now = useNow()
  const { facts, submittedAt, decideBy, product } = application
  const clock = decideBy !== null && t('desk.until', { day: day(decideBy), time: time(decideBy) })
  const under = [
    t(`product.${product.holder}.short`),
    facts.document && `${t(`document.kind.${facts.document.kind}`)} ${facts.document.number}`,
    submittedAt !== null && t('desk.sent', { when: relative(submittedAt, now) }),
  ]
  return (
    <PageTitle
      under={under.filter(Boolean).join(' · ')}
      actions={
        <span className={classes['notes']}>
          {clock !== false && (
            <StateWord tone="calm" mark="clock">
              {clock}
            </StateWord>
          )}
          {note !== undefined && (
            <StateWord tone="calm" mark="half">
              {note}
            </StateWord>
          )}
        </span>
      }
    >
      {facts.person === undefined ? t('desk.nameless') : personName(facts.person)}
    </PageTitle>
  )
}
