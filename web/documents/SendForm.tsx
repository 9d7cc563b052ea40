import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, useProblems } from '../app/problems.ts'
import { nameOf, useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { fieldId } from '../ui/Field.tsx'
import { IconPlus, IconUser } from '../ui/icons.ts'
import { TextAreaField } from '../ui/TextAreaField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/toasts.ts'
import { endOfDay } from './deadline.ts'
import { type Draft, type DraftPerson, draftOf, faultsOf, newPerson, toParticipants } from './draft.ts'
import { PersonRow } from './PersonRow.tsx'
import { type DocumentPage, documents } from './queries.ts'
import classes from './SendForm.module.css'

type SendFormProps = {
  /** Drafts that go out together, with the same people. */
  readonly ids: readonly string[]
  readonly document?: DocumentPage
  readonly onDone: (sent: readonly string[]) => void
}

export function SendForm({ ids, document, onDone }: SendFormProps) {
  const { t, i18n } = useTranslation('documents', { keyPrefix: 'web' })
  const problems = useProblems()
  const queries = useQueryClient()
  const { account } = useSession()
  const country = countryOf(i18n.language)
  const [draft, setDraft] = useState<Draft>(() => draftOf(document, country))
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  // Of several, those that went out stay out: a second try takes up the rest.
  const gone = useRef(new Set<string>())
  const [partly, setPartly] = useState(false)
  const change = (now: Partial<Draft>) => setDraft((before) => ({ ...before, ...now }))
  const changePerson = (key: string, now: Partial<DraftPerson>) =>
    change({ people: draft.people.map((person) => (person.key === key ? { ...person, ...now } : person)) })
  const work = useMutation({
    mutationFn: async (does: 'send' | 'save') => {
      const { deadline, message } = draft
      for (const id of ids.filter((each) => !gone.current.has(each))) {
        await documents.setParticipants(id, toParticipants(draft))
        if (does === 'send')
          await documents.send(id, { ...(deadline !== '' && { deadline: endOfDay(deadline) }), ...(message.trim() !== '' && { message: message.trim() }) })
        if (does === 'send') gone.current.add(id)
      }
      return ids
    },
    onSuccess: async (sent, does) => {
      toast(does === 'send' ? t('send.sent', { count: sent.length }) : t('send.saved'))
      await queries.invalidateQueries()
      onDone(sent)
    },
    onError: () => {
      setPartly(gone.current.size > 0)
      return queries.invalidateQueries({ queryKey: ['documents'] })
    },
  })
  const submit = (does: 'send' | 'save') => {
    const wrong = faultsOf(draft, new Date())
    setFaults(wrong)
    work.reset()
    if (Object.keys(wrong).length === 0) work.mutate(does)
  }
  const own = { ...Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, t(`fault.${fault}`)])), ...problems.fields(work.error) }
  const isFieldProblem = work.error instanceof Problem && work.error.fields.length > 0
  const addMe = () =>
    account?.email &&
    change({
      people: [...draft.people.filter(({ email }) => email !== ''), newPerson({ email: account.email, name: nameOf(account, i18n.language), country })],
    })
  const included = draft.people.some(({ email, role }) => email === account?.email && role === 'signer')
  return (
    <form
      className={classes['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit('send')
      }}
    >
      <ErrorSummary
        errors={own}
        message={work.error !== null && !isFieldProblem ? [problems.say(work.error), partly && t('send.failedSome')].filter(Boolean).join(' ') : undefined}
      />
      <section className="stack">
        <div>
          <h2>{t('send.people')}</h2>
          <p className="small soft">{t('send.peopleHint')}</p>
        </div>
        {draft.people.map((person, index) => (
          <PersonRow
            key={person.key}
            index={index}
            person={person}
            errors={own}
            onChange={(now) => changePerson(person.key, now)}
            onRemove={draft.people.length > 1 ? () => change({ people: draft.people.filter(({ key }) => key !== person.key) }) : undefined}
            onEarlier={draft.inOrder && index > 0 ? () => change({ people: movedEarlier(draft.people, index) }) : undefined}
          />
        ))}
        <div className="row">
          <Button
            id={fieldId('add-person')}
            slim
            icon={<IconPlus aria-hidden="true" />}
            onClick={() => change({ people: [...draft.people, newPerson({ country })] })}
          >
            {t('send.add')}
          </Button>
          {!included && account?.email && (
            <Button slim icon={<IconUser aria-hidden="true" />} onClick={addMe}>
              {t('send.addMe')}
            </Button>
          )}
        </div>
      </section>
      {draft.people.length > 1 && (
        <ChoiceCards
          name="order"
          label={t('send.order')}
          value={draft.inOrder ? 'inOrder' : 'parallel'}
          onChange={(value) => change({ inOrder: value === 'inOrder' })}
          choices={(['parallel', 'inOrder'] as const).map((value) => ({ value, title: t(`send.${value}`), detail: t(`send.${value}Text`) }))}
        />
      )}
      <TextField
        name="deadline"
        type="date"
        narrow
        optional
        label={t('send.deadline')}
        error={own['deadline']}
        value={draft.deadline}
        onChange={(deadline) => change({ deadline })}
      />
      <TextAreaField
        name="message"
        optional
        label={t('send.message')}
        hint={t('send.messageHint')}
        maxLength={2000}
        rows={3}
        value={draft.message}
        onChange={(message) => change({ message })}
      />
      <div className="row">
        <Button kind="primary" type="submit" busy={work.isPending && work.variables === 'send'}>
          {t('send.act', { count: ids.length })}
        </Button>
        <Button busy={work.isPending && work.variables === 'save'} onClick={() => submit('save')}>
          {t('send.save')}
        </Button>
      </div>
    </form>
  )
}

const countryOf = (language: string): string =>
  language === 'uk' ? 'UA' : (navigator.languages.map((tag) => tag.split('-')[1]).find((region) => ['UA', 'KZ', 'PL', 'BR'].includes(region ?? '')) ?? 'UA')

function movedEarlier(people: readonly DraftPerson[], index: number): DraftPerson[] {
  const [person] = people.slice(index, index + 1)
  const others = people.filter((_, at) => at !== index)
  return person === undefined ? others : others.toSpliced(index - 1, 0, person)
}
