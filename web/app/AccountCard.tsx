import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { IconBuilding, IconLogout, IconPlus, IconSettings, IconUser } from '../ui/icons.ts'
import { Menu } from '../ui/Menu.tsx'
import { toast } from '../ui/toasts.ts'
import classes from './AccountCard.module.css'
import { api } from './api.ts'
import { paths } from './paths.ts'
import { useProblems } from './problems.ts'
import { type Cabinet, nameOf, refreshSession, useSession } from './session.ts'

/** The cabinet one works in, and the way to the others, to one's account and out. */
export function AccountCard() {
  const { t, i18n } = useTranslation('app')
  const navigate = useNavigate()
  const { say } = useProblems()
  const { account, cabinets, cabinet } = useSession()
  const enter = useMutation({
    mutationFn: (chosen: Cabinet) => api.put('/api/session/cabinet', { cabinetId: chosen.id }),
    onSuccess: refreshSession,
    onError: (error) => void toast(say(error)),
  })
  const leave = useMutation({
    mutationFn: () => api.delete('/api/session'),
    onSuccess: async () => {
      await navigate(paths.home())
      await refreshSession()
    },
    onError: (error) => void toast(say(error)),
  })
  if (account === null) return null
  const name = nameOf(account, i18n.language)
  const title = cabinet === undefined || cabinet.kind === 'personal' ? name : cabinet.name
  const under =
    cabinet === undefined || cabinet.kind === 'personal'
      ? t('cabinet.personal')
      : [cabinet.taxNumber, t(`cabinet.level.${cabinet.role}`)].filter(Boolean).join(' · ')
  return (
    <Menu
      label={t('cabinet.switch')}
      trigger={
        <span className={classes['words']}>
          <b>{title}</b>
          <span className="small soft">{under}</span>
        </span>
      }
      triggerClass={classes['card'] ?? ''}
      groups={[
        {
          title: t('cabinet.available'),
          items: cabinets.map((each) => ({
            id: each.id,
            label: each.kind === 'personal' ? t('cabinet.personal') : each.name,
            note: each.taxNumber ?? undefined,
            icon: each.kind === 'personal' ? IconUser : IconBuilding,
            current: each.id === cabinet?.id,
            run: () => enter.mutate(each),
          })),
        },
        {
          items: [{ id: 'new', label: t('cabinet.new'), icon: IconPlus, run: () => void navigate(paths.newCompany()) }],
        },
        {
          title: name,
          items: [
            { id: 'account', label: t('account.open'), icon: IconSettings, run: () => void navigate(paths.account()) },
            { id: 'leave', label: t('signOut'), icon: IconLogout, run: () => leave.mutate() },
          ],
        },
      ]}
    />
  )
}
