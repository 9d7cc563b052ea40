import type { Tx } from '../platform/index.ts'
import type { Product } from './rules.ts'

type ProductRow = {
  id: string
  holder: Product['holder']
  keys: Product['keys'][number][]
  validity_days: number
  price_minor: number
  currency: string
  offered: boolean
}
type VoucherRow = {
  id: string
  code_hash: Buffer
  product_id: string
  batch: string
  expires_at: Date
  redeemed_at: Date | null
  redeemed_by: string | null
  created_at: Date
}
type CatalogueTables = { product: ProductRow; voucher: VoucherRow }

export async function offeredProducts(tx: Tx): Promise<Product[]> {
  const rows = await tx.of<CatalogueTables>().selectFrom('product').selectAll().where('offered', '=', true).orderBy('price_minor').orderBy('id').execute()
  return rows.map(productOf)
}

export async function productById(tx: Tx, id: string): Promise<Product | undefined> {
  const row = await tx.of<CatalogueTables>().selectFrom('product').selectAll().where('id', '=', id).executeTakeFirst()
  return row && productOf(row)
}

export async function insertProduct(tx: Tx, product: Product): Promise<void> {
  const { id, holder, keys, validityDays, price } = product
  await tx
    .of<CatalogueTables>()
    .insertInto('product')
    .values({ id, holder, keys: [...keys], validity_days: validityDays, price_minor: price.minor, currency: price.currency, offered: true })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function insertVoucher(tx: Tx, row: Omit<VoucherRow, 'redeemed_at' | 'redeemed_by'>): Promise<void> {
  await tx
    .of<CatalogueTables>()
    .insertInto('voucher')
    .values({ ...row, redeemed_at: null, redeemed_by: null })
    .execute()
}

export async function usableVoucher(tx: Tx, codeHash: Buffer): Promise<{ product_id: string } | undefined> {
  return tx
    .of<CatalogueTables>()
    .selectFrom('voucher')
    .select('product_id')
    .where('code_hash', '=', codeHash)
    .where('redeemed_at', 'is', null)
    .where('expires_at', '>', tx.act.now)
    .executeTakeFirst()
}

/** Spends the code in one statement: two people with one code cannot both have it. */
export async function spendVoucher(tx: Tx, codeHash: Buffer, accountId: string): Promise<{ id: string; product_id: string } | undefined> {
  return tx
    .of<CatalogueTables>()
    .updateTable('voucher')
    .set({ redeemed_at: tx.act.now, redeemed_by: accountId })
    .where('code_hash', '=', codeHash)
    .where('redeemed_at', 'is', null)
    .where('expires_at', '>', tx.act.now)
    .returning(['id', 'product_id'])
    .executeTakeFirst()
}

function productOf(row: ProductRow): Product {
  return { id: row.id, holder: row.holder, keys: row.keys, validityDays: row.validity_days, price: { minor: row.price_minor, currency: row.currency } }
}
