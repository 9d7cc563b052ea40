import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DeskShell } from '../app/DeskShell.tsx'
import { useProblems } from '../app/problems.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import classes from './OperatorPage.module.css'
import { makeVouchers } from './queries.ts'

const products = ['person', 'company', 'seal'] as const
const year = 365 * 86_400_000

/** The operator's desk: vouchers, for now. Codes are shown once, here. */
export function OperatorPage() {
  const { t } = useTranslation('operator')
  const problems = useProblems('operator')
  const [productId, setProductId] = useState<string>('person')
  const [name, setName] = useState('')
  const [count, setCount] = useState('10')
  const make = useMutation({
    mutationFn: () => makeVouchers({ productId, name: name.trim(), count: Number(count), expiresAt: new Date(Date.now() + year).toISOString() }),
  })
  const [tried, setTried] = useState(false)
  const missing = {
    ...(name.trim() === '' && { name: t('vouchers.nameMissing') }),
    ...(!/^[1-9]\d{0,2}$|^1000$/.test(count) && { count: t('vouchers.countRange') }),
  }
  const errors: Readonly<Record<string, string>> = { ...problems.fields(make.error), ...(tried && missing) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(missing).length === 0) make.mutate()
  }
  return (
    <DeskShell>
      <form className={`stack loose ${classes['form']}`} onSubmit={submit} noValidate>
        <PageTitle under={t('vouchers.under')}>{t('vouchers.title')}</PageTitle>
        <ErrorSummary errors={errors} {...(make.isError && { message: problems.say(make.error) })} />
        <SelectField
          name="productId"
          label={t('vouchers.product')}
          value={productId}
          onChange={setProductId}
          options={products.map((value) => ({ value, label: t(`vouchers.products.${value}`) }))}
        />
        <TextField name="name" label={t('vouchers.name')} hint={t('vouchers.nameHint')} error={errors['name']} value={name} onChange={setName} />
        <TextField name="count" label={t('vouchers.count')} error={errors['count']} value={count} onChange={setCount} inputMode="numeric" narrow />
        <div>
          <Button kind="primary" type="submit" busy={make.isPending}>
            {t('vouchers.make', { count: Number(count) || 0 })}
          </Button>
        </div>
        {make.data !== undefined && (
          <Notice tone="good" live title={t('vouchers.made', { count: make.data.codes.length })} action={<CopyButton text={make.data.codes.join('\n')} />}>
            <span className="num">{make.data.codes.join(' · ')}</span>
          </Notice>
        )}
      </form>
    </DeskShell>
  )
}
