import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { Problem, useProblems } from '../app/problems.ts'
import { queries } from '../app/queries.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/buttonClass.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextField } from '../ui/TextField.tsx'
import { applicationsQuery, type Product, proofing } from './queries.ts'
import { readVoucher, voucherLength } from './voucher.ts'

/** The code that pays. It opens the application at once, and that one is what the code is spent on. */
export function VoucherForm({ product }: { readonly product: Product }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const problems = useProblems('proofing')
  const navigate = useNavigate()
  const applications = useQuery(applicationsQuery)
  const unfinished = applications.data?.find((each) => each.productId === product.id && each.state !== 'issued' && each.state !== 'refused')
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<string>()
  const open = useMutation({
    mutationFn: () => proofing.open(code),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: applicationsQuery.queryKey })
      await navigate(paths.application(id), { replace: true })
    },
    onError: (error) => setWrong(error instanceof Problem && error.code === 'voucher.voucher-not-usable' ? problems.say(error) : undefined),
  })
  const submit = () => {
    const short = code.replaceAll('-', '').length < voucherLength
    setWrong(short ? t('voucher.short', { count: voucherLength }) : undefined)
    open.reset()
    if (!short) open.mutate()
  }
  return (
    <form
      className="stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <PageTitle over={t(`product.${product.holder}.title`)} under={t('voucher.under')}>
        {t('voucher.title')}
      </PageTitle>
      {unfinished !== undefined && (
        <Notice
          title={t('voucher.unfinished')}
          action={
            <Link className={buttonClass({ slim: true })} to={paths.application(unfinished.id)}>
              {t('applications.continue')}
            </Link>
          }
        >
          {t('voucher.unfinishedText')}
        </Notice>
      )}
      <ErrorSummary
        errors={wrong === undefined ? {} : { voucher: wrong }}
        message={open.error !== null && wrong === undefined ? problems.say(open.error) : undefined}
      />
      <TextField
        name="voucher"
        label={t('voucher.label')}
        hint={t('voucher.hint')}
        error={wrong}
        value={code}
        onChange={(typed) => {
          setCode(readVoucher(typed))
          setWrong(undefined)
        }}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        inputMode="text"
      />
      <Button kind="primary" wide type="submit" busy={open.isPending}>
        {t('voucher.act')}
      </Button>
      <p className="soft small">
        <Trans t={t} i18nKey="voucher.other" components={{ other: <Link to={paths.getCertificate()} /> }} />
      </p>
    </form>
  )
}
