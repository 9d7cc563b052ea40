import { Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { CheckField } from '../ui/CheckField.tsx'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { CodeInput } from '../ui/CodeInput.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { FilePick, type PickedFile } from '../ui/FilePick.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { PinField } from '../ui/PinField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextAreaField } from '../ui/TextAreaField.tsx'
import { TextField } from '../ui/TextField.tsx'

export function FormSample() {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({ password: 'Winter1', code: '', pin: '', way: 'phone', note: '' })
  const [agreed, setAgreed] = useState(false)
  const [files, setFiles] = useState<readonly PickedFile[]>([
    { id: 'a', name: 'Supply contract № 14.pdf', size: 1_408_211 },
    { id: 'b', name: 'Specification.xlsx', size: 88_211, progress: 0.4 },
    { id: 'c', name: 'Photo of the stamp.heic', size: 4_000_000, error: 'This kind of file cannot be shown' },
  ])
  const bind = (name: string) => ({ name, value: values[name] ?? '', onChange: (value: string) => setValues((now) => ({ ...now, [name]: value })) })
  const errors = { email: 'Give an address in the form name@example.com' }
  return (
    <>
      <ErrorSummary errors={errors} />
      <TextField {...bind('email')} label="E-mail" hint="The link to confirm goes there" type="email" autoComplete="email" error={errors.email} />
      <TextField {...bind('phone')} label="Phone" type="tel" narrow optional />
      <PasswordField {...bind('password')} label="Password" purpose="new" />
      <CodeInput {...bind('code')} label="Code from the SMS" hint="Six digits, sent to +380 50 ••• 12 34" />
      <PinField {...bind('pin')} label="PIN of your cloud key" />
      <SelectField
        {...bind('country')}
        label="Country"
        empty="Choose"
        options={[
          { value: 'UA', label: 'Ukraine' },
          { value: 'PL', label: 'Poland' },
        ]}
      />
      <TextAreaField {...bind('note')} label="Reason" optional />
      <ChoiceCards
        name="way"
        label="How would you like to prove who you are?"
        value={values['way']}
        onChange={(way) => setValues((now) => ({ ...now, way }))}
        choices={[
          {
            value: 'phone',
            title: 'With your phone, now',
            tag: 'quickest',
            detail: 'Photos of the document and your face. Checked by a person, usually within 20 minutes, at any hour.',
          },
          { value: 'call', title: 'By video call', detail: 'Pick a time. The next free one is today at 14:30 (Kyiv). It takes about 10 minutes.' },
          { value: 'signature', title: 'With a signature you already have', detail: 'File or bank key, token, Diia.Signature. No waiting.' },
          { value: 'person', title: 'In person', detail: '12 centres, 3 of them near you.' },
        ]}
      />
      <CheckField name="agreed" label="I have read the agreement and accept it" checked={agreed} onChange={setAgreed} />
      <FilePick
        name="files"
        label="Documents to sign"
        hint="Any kind of file up to 1 GB"
        many
        camera="environment"
        picked={files}
        onRemove={(id) => setFiles(files.filter((file) => file.id !== id))}
        onPick={(picked) => setFiles([...files, ...picked.map((file) => ({ id: file.name, name: file.name, size: file.size }))])}
      />
      <section className="card padded stack">
        <h2>Mantine in our look</h2>
        <TextInput label="Title" placeholder="Supply contract" error="Fill this in" />
        <Select label="Folder" data={['Inbox', 'Contracts', 'Orders']} searchable placeholder="Choose" />
        <Checkbox label="Keep in order" defaultChecked />
      </section>
      <Button kind="primary" wide>
        Continue with my phone
      </Button>
    </>
  )
}
