import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { toast } from '../ui/toasts.ts'
import { useFormats } from '../ui/useFormats.ts'
import { cabinets, type Invitation, peopleQuery } from './queries.ts'

export function InvitationTable({ cabinetId, invitations }: { readonly cabinetId: string; readonly invitations: readonly Invitation[] }) {
  const { t } = useTranslation('cabinets')
  const problems = useProblems('cabinets')
  const { date } = useFormats()
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: peopleQuery(cabinetId).queryKey })
  const onError = (error: unknown) => void toast(problems.say(error))
  const resend = useMutation({
    mutationFn: (invitation: Invitation) => cabinets.resend(invitation.id),
    onSuccess: async (_answer, { address }) => {
      await again()
      toast(t('invitations.sentAgain', { address }))
    },
    onError,
  })
  const withdraw = useMutation({
    mutationFn: (invitation: Invitation) => cabinets.withdraw(invitation.id),
    onSuccess: async (_answer, { address }) => {
      await again()
      toast(t('invitations.withdrawn', { address }))
    },
    onError,
  })
  if (invitations.length === 0) return null
  return (
    <section className="stack">
      <h2>{t('invitations.title')}</h2>
      <DataTable
        label={t('invitations.title')}
        items={invitations}
        keyOf={({ id }) => id}
        nameOf={({ address }) => address}
        columns={[
          { id: 'address', header: t('invitations.address'), cell: ({ address }) => <b>{address}</b> },
          { id: 'role', header: t('people.columns.role'), cell: ({ role }) => t(`roles.${role}`) },
          {
            id: 'state',
            header: t('invitations.state'),
            cell: ({ state, expiresAt }) =>
              state === 'expired' ? (
                <StateWord tone="bad">{t('invitations.expired')}</StateWord>
              ) : (
                <StateWord tone="wait">{t('invitations.until', { date: date(expiresAt) })}</StateWord>
              ),
          },
          {
            id: 'acts',
            header: <span className="heard">{t('people.columns.acts')}</span>,
            align: 'end',
            cell: (invitation) =>
              invitation.canDecide && (
                <span className="row">
                  <Button
                    kind="quiet"
                    slim
                    aria-label={t('invitations.resendTo', invitation)}
                    busy={resend.isPending && resend.variables.id === invitation.id}
                    onClick={() => resend.mutate(invitation)}
                  >
                    {t('invitations.resend')}
                  </Button>
                  <Button
                    kind="quiet"
                    slim
                    aria-label={t('invitations.withdrawFrom', invitation)}
                    busy={withdraw.isPending && withdraw.variables.id === invitation.id}
                    onClick={() => withdraw.mutate(invitation)}
                  >
                    {t('invitations.withdraw')}
                  </Button>
                </span>
              ),
          },
        ]}
      />
    </section>
  )
}
