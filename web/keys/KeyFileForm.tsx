import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type FieldErrors } from '../ui/ErrorSummary.tsx'
import { FilePick } from '../ui/FilePick.tsx'
import { PinField } from '../ui/PinField.tsx'
import { KeyFromMany } from './KeyFromMany.tsx'
import { type OpenedKey, openKeys } from './openKeys.ts'

const largest = 5_000_000

/** The file and its password are read in this page and sent nowhere. Words: signing.json `web.key`. */
export function KeyFileForm({ onOpened }: { readonly onOpened: (key: OpenedKey) => void }) {
  const { t } = useTranslation('signing', { keyPrefix: 'web' })
  const [file, setFile] = useState<File>()
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<FieldErrors>({})
  const [several, setSeveral] = useState<readonly OpenedKey[]>([])
  const read = useMutation({
    mutationFn: async (chosen: File) => openKeys(chosen, password),
    onSuccess: (answer) => {
      if ('fault' in answer) return setErrors({ [answer.fault === 'wrong-password' ? 'key-password' : 'key-file']: t(`key.fault.${answer.fault}`) })
      setPassword('')
      const [only] = answer.keys
      if (answer.keys.length === 1 && only !== undefined) onOpened(only)
      else setSeveral(answer.keys)
    },
  })
  const submit = () => {
    const wrong = { ...(file === undefined && { 'key-file': t('key.missing.file') }), ...(password === '' && { 'key-password': t('key.missing.password') }) }
    setErrors(wrong)
    if (file !== undefined && password !== '') read.mutate(file)
  }
  if (several.length > 0) return <KeyFromMany keys={several} onChosen={onOpened} />
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary errors={errors} />
      <FilePick
        name="key-file"
        label={t('key.file')}
        hint={t('key.fileHint')}
        accept=".p12,.pfx,.pk8,.pem,.jks"
        maximumBytes={largest}
        error={typeof errors['key-file'] === 'string' ? errors['key-file'] : undefined}
        picked={file === undefined ? [] : [{ id: file.name, name: file.name, size: file.size }]}
        onRemove={() => setFile(undefined)}
        onPick={([chosen]) => {
          setFile(chosen)
          setErrors({})
        }}
      />
      <PinField
        name="key-password"
        kind="secret"
        label={t('key.password')}
        hint={t('key.passwordHint')}
        value={password}
        onChange={setPassword}
        error={errors['key-password']}
      />
      <Button kind="primary" wide type="submit" busy={read.isPending}>
        {t('key.open')}
      </Button>
    </form>
  )
}
