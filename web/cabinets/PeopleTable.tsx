import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { refreshSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { QuietSelect } from '../ui/QuietSelect.tsx'
import { toast } from '../ui/toasts.ts'
import { useFormats } from '../ui/useFormats.ts'
import { personName } from './personName.ts'
import { cabinets, peopleQuery, type Person, type Role, roles } from './queries.ts'

/** Whose role one decides over has a choice; the others' is a word. */
export function PeopleTable({ cabinetId, people, role }: { readonly cabinetId: string; readonly people: readonly Person[]; readonly role: Role }) {
  const { t, i18n } = useTranslation('cabinets')
  const problems = useProblems('cabinets')
  const { date } = useFormats()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [leaving, setLeaving] = useState<Person>()
  const name = (person: Person): string => personName(person.name, i18n.language)
  // The last owner cannot go (B4); the server refuses it, so it is not offered.
  const onlyOwner = (person: Person): boolean => person.role === 'owner' && people.filter((one) => one.role === 'owner').length === 1
  const again = () => queries.invalidateQueries({ queryKey: peopleQuery(cabinetId).queryKey })
  const change = useMutation({
    mutationFn: ({ person, to }: { readonly person: Person; readonly to: Role }) => cabinets.changeRole(cabinetId, person.accountId, to),
    onSuccess: async (_answer, { person, to }) => {
      await (person.isYou ? refreshSession() : again())
      // A role given by mistake is taken back by the same choice; of one's own it is not.
      toast(
        t('people.roleChanged', { name: name(person), role: t(`roles.${to}`) }),
        person.isYou ? {} : { undo: () => change.mutate({ person: { ...person, role: to }, to: person.role }) },
      )
    },
    onError: (error) => void toast(problems.say(error)),
  })
  const remove = useMutation({
    mutationFn: (person: Person) => cabinets.remove(cabinetId, person.accountId),
    onSuccess: async (_answer, person) => {
      setLeaving(undefined)
      if (person.isYou) await navigate(paths.documents())
      await (person.isYou ? refreshSession() : again())
      toast(t(person.isYou ? 'people.left' : 'people.removed', { name: name(person) }))
    },
  })
  return (
    <>
      <DataTable
        label={t('people.title')}
        items={people}
        keyOf={(person) => person.accountId}
        nameOf={name}
        columns={[
          {
            id: 'name',
            header: t('people.columns.name'),
            cell: (person) => (
              <span>
                <b>{name(person)}</b>
                {person.isYou && <span className="soft"> {t('people.you')}</span>}
                <br />
                <span className="small soft">{person.email}</span>
              </span>
            ),
          },
          {
            id: 'role',
            header: t('people.columns.role'),
            cell: (person) =>
              person.canDecide && role === 'owner' ? (
                <QuietSelect
                  label={t('people.roleOf', { name: name(person) })}
                  value={person.role}
                  options={roles.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
                  onChange={(to) => change.mutate({ person, to: roles.find((one) => one === to) ?? person.role })}
                />
              ) : (
                t(`roles.${person.role}`)
              ),
          },
          { id: 'since', header: t('people.columns.since'), cell: (person) => date(person.since), tight: true },
          {
            id: 'acts',
            header: <span className="heard">{t('people.columns.acts')}</span>,
            align: 'end',
            cell: (person) =>
              (person.isYou ? !onlyOwner(person) : person.canDecide) && (
                <Button
                  kind="quiet"
                  slim
                  aria-label={person.isYou ? t('people.leave') : t('people.removeName', { name: name(person) })}
                  onClick={() => setLeaving(person)}
                >
                  {person.isYou ? t('people.leave') : t('people.remove')}
                </Button>
              ),
          },
        ]}
      />
      <ConfirmDialog
        open={leaving !== undefined}
        onClose={() => {
          setLeaving(undefined)
          remove.reset()
        }}
        title={leaving && (leaving.isYou ? t('people.leaveQuestion') : t('people.removeQuestion', { name: name(leaving) }))}
        act={leaving?.isYou === true ? t('people.leave') : t('people.removeAct')}
        busy={remove.isPending}
        error={remove.error === null ? undefined : problems.say(remove.error)}
        onConfirm={() => leaving && remove.mutate(leaving)}
      >
        <p>{t(leaving?.isYou === true ? 'people.leaveText' : 'people.removeText')}</p>
      </ConfirmDialog>
    </>
  )
}
