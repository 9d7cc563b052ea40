import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PathShell } from '../app/PathShell.tsx'
import { refreshSession } from '../app/session.ts'
import { Steps } from '../ui/Steps.tsx'
import { LookInMail } from './LookInMail.tsx'
import { PhoneStep } from './PhoneStep.tsx'
import { RegisterForm } from './RegisterForm.tsx'
import { forgetRegistration, keptRegistration, keepRegistration, type PendingRegistration } from './pendingRegistration.ts'

/** Data, then the code from the phone, then the letter (promise A1). What was begun survives a reload. */
export function RegisterPage() {
  const { t } = useTranslation('accounts')
  const [pending, setPending] = useState<PendingRegistration | undefined>(keptRegistration)
  const [done, setDone] = useState<string>()
  const now = done !== undefined ? 2 : pending === undefined ? 0 : 1
  const state = (index: number) => (index < now ? 'done' : index === now ? 'now' : 'next')
  return (
    <PathShell>
      <Steps steps={(['data', 'phone', 'mail'] as const).map((id, index) => ({ id, name: t(`register.steps.${id}`), state: state(index) }))} />
      {done !== undefined ? (
        <LookInMail email={done} />
      ) : pending === undefined ? (
        <RegisterForm
          onBegun={(begun) => {
            keepRegistration(begun)
            setPending(begun)
          }}
        />
      ) : (
        <PhoneStep
          registration={pending}
          onChanged={() => {
            forgetRegistration()
            setPending(undefined)
          }}
          onConfirmed={async () => {
            forgetRegistration()
            await refreshSession()
            setDone(pending.email)
          }}
        />
      )}
    </PathShell>
  )
}
