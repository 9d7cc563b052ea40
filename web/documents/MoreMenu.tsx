import { useTranslation } from 'react-i18next'
import { buttonClass } from '../ui/buttonClass.ts'
import { IconArrowBackUp, IconBan, IconBell, IconCalendar, IconDots, IconTrash } from '../ui/icons.ts'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import classes from './MoreMenu.module.css'
import type { DocumentPage } from './queries.ts'

export type MoreAct = 'remind' | 'extend' | 'recall' | 'decline' | 'discard'

const icons = { remind: IconBell, extend: IconCalendar, recall: IconArrowBackUp, decline: IconBan, discard: IconTrash }

type MoreMenuProps = { readonly document: DocumentPage; readonly mayDecline: boolean; readonly onAct: (act: MoreAct) => void }

export function MoreMenu({ document, mayDecline, onAct }: MoreMenuProps) {
  const { t } = useTranslation('documents', { keyPrefix: 'web.act' })
  const { isInitiator, mayRecall, state, me } = document
  const acts: readonly MoreAct[] = [
    ...(isInitiator && state === 'open' && me?.mayAct === true ? (['remind'] as const) : []),
    ...(isInitiator && (state === 'open' || state === 'expired') ? (['extend'] as const) : []),
    ...(mayDecline ? (['decline'] as const) : []),
    ...(isInitiator && (state === 'open' || state === 'completed') ? (['recall'] as const) : []),
    ...(isInitiator && state === 'draft' ? (['discard'] as const) : []),
  ]
  if (acts.length === 0) return null
  const item = (act: MoreAct): MenuItem => ({
    id: act,
    label: t(act),
    icon: icons[act],
    danger: act === 'decline' || act === 'discard' || (act === 'recall' && mayRecall),
    disabled: act === 'recall' && !mayRecall,
    note: act === 'recall' && !mayRecall ? t('recallConsent') : undefined,
    run: () => onAct(act),
  })
  return (
    <Menu
      label={t('more')}
      triggerClass={`${buttonClass({ kind: 'quiet', slim: true })} ${classes['more']}`}
      trigger={
        <>
          <IconDots aria-hidden="true" />
          <span className="heard">{t('more')}</span>
        </>
      }
      groups={[{ items: acts.map(item) }]}
    />
  )
}
