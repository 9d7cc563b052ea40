import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { CodeInput } from '../ui/CodeInput.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { ResendButton } from '../ui/ResendButton.tsx'
import { proofing, refreshApplication } from './queries.ts'

type AgreementCodeProps = { readonly applicationId: string; readonly sha256: string }

/** The code signs one fingerprint. It is asked for only after reading, and each try that is left is said. */
export function AgreementCode({ applicationId, sha256 }: AgreementCodeProps) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web.agreement' })
  const problems = useProblems('proofing')
  const [code, setCode] = useState('')
  const send = useMutation({
    mutationFn: async () => {
      try {
        return await proofing.sendAgreementCode(applicationId)
      } catch (error) {
        // One was sent a moment ago, from this page before a reload or from another device: it still counts.
        const nextAt = error instanceof Problem && error.code === 'code.too-soon' ? error.facts['nextAt'] : undefined
        if (typeof nextAt !== 'string') throw error
        return { to: undefined, nextAt }
      }
    },
    onSuccess: () => {
      setCode('')
      sign.reset()
    },
  })
  const sign = useMutation({
    mutationFn: (typed: string) => proofing.signAgreement(applicationId, typed, sha256),
    onSuccess: () => refreshApplication(applicationId),
    onError: () => setCode(''),
  })
  const { error } = sign
  const wrong = error instanceof Problem && error.code.startsWith('agreement.code-') ? wrongCode(error) : undefined
  function wrongCode(problem: Problem): string {
    const left = problem.facts['triesLeft']
    return problem.code === 'agreement.code-wrong' && typeof left === 'number' ? t('codeWrong', { count: left }) : problems.say(problem)
  }
  if (send.data === undefined)
    return (
      <div className="stack">
        <ErrorSummary errors={{}} message={send.error === null ? undefined : problems.say(send.error)} />
        <p>{t('consequence')}</p>
        <Button kind="primary" wide busy={send.isPending} onClick={() => send.mutate()}>
          {t('send')}
        </Button>
      </div>
    )
  const { to, nextAt } = send.data
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        sign.mutate(code)
      }}
    >
      <ErrorSummary errors={wrong === undefined ? {} : { code: wrong }} message={error !== null && wrong === undefined ? problems.say(error) : undefined} />
      <CodeInput
        name="code"
        label={t('code')}
        hint={to === undefined ? t('codeSentBefore') : t('codeSent', { to, fingerprint: sha256.slice(0, 8) })}
        error={wrong}
        value={code}
        onChange={setCode}
        autoFocus
      />
      <Button kind="primary" wide type="submit" busy={sign.isPending}>
        {t('act')}
      </Button>
      <ResendButton onResend={() => send.mutate()} availableAt={new Date(nextAt)} busy={send.isPending} help={t('codeHelp')}>
        {t('resend')}
      </ResendButton>
    </form>
  )
}
