import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblems } from '../app/problems.ts'
import type { Cabinet } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { StateWord } from '../ui/StateWord.tsx'
import { TextAreaField } from '../ui/TextAreaField.tsx'
import classes from './InviteDialog.module.css'
import { readAddresses } from './addresses.ts'
import { cabinets, type InvitationResult, peopleQuery, type Role, roles } from './queries.ts'

type InviteDialogProps = { readonly cabinet: Cabinet; readonly role: Role; readonly open: boolean; readonly onClose: () => void }

/** One or many, with one level; afterwards each address with its own outcome. */
export function InviteDialog({ cabinet, role, open, onClose }: InviteDialogProps) {
  const { t } = useTranslation('cabinets')
  const problems = useProblems('cabinets')
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [level, setLevel] = useState<Role>('user')
  const [wrong, setWrong] = useState<string>()
  const { good, wrong: unreadable } = readAddresses(text)
  const invite = useMutation({
    mutationFn: () =>
      cabinets.invite(
        cabinet.id,
        good.map((email) => ({ email, role: level })),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: peopleQuery(cabinet.id).queryKey }),
  })
  const close = () => {
    onClose()
    if (invite.isSuccess) setText('')
    setWrong(undefined)
    invite.reset()
  }
  const send = () => {
    const fault =
      good.length === 0 && unreadable.length === 0
        ? t('invite.missing')
        : unreadable.length > 0
          ? t('invite.unreadable', { addresses: unreadable.join(', ') })
          : good.length > 200
            ? t('invite.tooMany')
            : undefined
    setWrong(fault)
    if (fault === undefined) invite.mutate()
  }
  if (invite.isSuccess) {
    return (
      <Dialog
        open={open}
        onClose={close}
        title={t('invite.doneTitle')}
        actions={
          <Button kind="primary" onClick={close}>
            {t('invite.back')}
          </Button>
        }
      >
        <Results results={invite.data.results} />
      </Dialog>
    )
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('invite.title', { company: cabinet.name })}
      actions={
        <>
          <Button onClick={close}>{t('invite.cancel')}</Button>
          <Button kind="primary" busy={invite.isPending} onClick={send}>
            {good.length > 1 ? t('invite.actMany', { count: good.length }) : t('invite.act')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {invite.error !== null && (
          <Notice tone="bad" live>
            {problems.say(invite.error)}
          </Notice>
        )}
        <TextAreaField
          name="addresses"
          label={t('invite.addresses')}
          hint={t('invite.addressesHint')}
          rows={3}
          value={text}
          onChange={setText}
          error={wrong}
          autoCapitalize="none"
          spellCheck={false}
        />
        <ChoiceCards
          name="role"
          label={t('invite.role')}
          value={level}
          onChange={setLevel}
          choices={roles
            .filter((one) => role === 'owner' || one === 'user')
            .map((one) => ({ value: one, title: t(`roles.${one}`), detail: t(`roleMeans.${one}`) }))
            .toReversed()}
        />
      </div>
    </Dialog>
  )
}

function Results({ results }: { readonly results: readonly InvitationResult[] }) {
  const { t } = useTranslation('cabinets')
  return (
    <ul className={classes['results']}>
      {results.map(({ email, outcome }) => (
        <li key={email}>
          {email}
          <StateWord tone={outcome === 'invited' ? 'good' : 'calm'}>{t(`invite.outcome.${outcome}`)}</StateWord>
        </li>
      ))}
    </ul>
  )
}
