import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { PathShell } from '../app/PathShell.tsx'
import { paths } from '../app/paths.ts'
import { useProblems } from '../app/problems.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceCards } from '../ui/ChoiceCards.tsx'
import { FailedState } from '../ui/FailedState.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AccountFirst } from './AccountFirst.tsx'
import { AtHand } from './AtHand.tsx'
import { KeysExplained } from './KeysExplained.tsx'
import { type Product, productsQuery } from './queries.ts'
import { VoucherForm } from './VoucherForm.tsx'

/** For whom, and with which voucher (promise D1). Everything can be read before there is an account. */
export function GetPage() {
  const products = useQuery(productsQuery)
  const problems = useProblems('proofing')
  const { t } = useTranslation('proofing', { keyPrefix: 'web.get' })
  const { account, known } = useSession()
  const wanted = useSearchParams()[0].get('for')
  const product = products.data?.find((each) => each.id === wanted)
  return (
    <PathShell>
      {(products.isPending || (product !== undefined && !known)) && <Skeleton shape="page" />}
      {products.error !== null && products.data === undefined && (
        <>
          <PageTitle>{t('title')}</PageTitle>
          <FailedState what={problems.say(products.error)} safe={t('failedSafe')} onRetry={() => void products.refetch()} retrying={products.isFetching} />
        </>
      )}
      {products.data !== undefined && product === undefined && <Choose products={products.data} />}
      {product !== undefined && known && (account === null ? <AccountFirst product={product} /> : <VoucherForm product={product} />)}
    </PathShell>
  )
}

function Choose({ products }: { readonly products: readonly Product[] }) {
  const { t } = useTranslation('proofing', { keyPrefix: 'web' })
  const navigate = useNavigate()
  const [chosen, setChosen] = useState(products[0]?.id)
  return (
    <form
      className="stack loose"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== undefined) void navigate(paths.getCertificate(chosen))
      }}
    >
      <PageTitle under={t('get.under')}>{t('get.title')}</PageTitle>
      <ChoiceCards
        name="product"
        label={t('get.forWhom')}
        value={chosen}
        onChange={setChosen}
        choices={products.map((product) => ({
          value: product.id,
          title: t(`product.${product.holder}.title`),
          detail: t(`product.${product.holder}.text`),
          tag: t('product.years', { count: Math.max(1, Math.round(product.validityDays / 365)) }),
        }))}
      />
      <KeysExplained />
      <AtHand company={products.find(({ id }) => id === chosen)?.holder !== 'person'} />
      <Button kind="primary" wide type="submit">
        {t('get.act')}
      </Button>
    </form>
  )
}
