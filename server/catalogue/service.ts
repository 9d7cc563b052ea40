import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { audit } from '../audit/index.ts'
import { accountOf, type Act, type Tx } from '../platform/index.ts'
import { authoriseVouchers } from './policy.ts'
import { formatVoucherCode, normaliseVoucherCode, voucherCodeFrom, type Product } from './rules.ts'
import { insertProduct, insertVoucher, offeredProducts, productById, spendVoucher, usableVoucher } from './store.ts'

export async function products(act: Act): Promise<Product[]> {
  return act.transaction(offeredProducts)
}

export async function findProduct(tx: Tx, id: string): Promise<Product | undefined> {
  return productById(tx, id)
}

export async function offerProduct(tx: Tx, product: Product): Promise<void> {
  await insertProduct(tx, product)
}

/** The codes are shown here and never again. */
export async function makeVouchers(
  act: Act,
  batch: { readonly productId: string; readonly name: string; readonly count: number; readonly expiresAt: Date },
): Promise<string[]> {
  return act.transaction(async (tx) => {
    if (act.actor.kind !== 'system') authoriseVouchers(act.actor)
    const codes: string[] = []
    for (let i = 0; i < batch.count; i++) {
      const code = voucherCodeFrom(randomBytes(32))
      await insertVoucher(tx, {
        id: randomUUID(),
        code_hash: hashOf(code),
        product_id: batch.productId,
        batch: batch.name,
        expires_at: batch.expiresAt,
        created_at: act.now,
      })
      codes.push(formatVoucherCode(code))
    }
    await audit.write(tx, 'vouchers.made', batch.name, { productId: batch.productId, count: batch.count })
    return codes
  })
}

/** What a code would buy. Undefined for a code that is unknown, used or expired alike: a guesser learns nothing. */
export async function voucherProduct(tx: Tx, typed: string): Promise<Product | undefined> {
  const code = normaliseVoucherCode(typed)
  if (code === undefined) return undefined
  // A voucher belongs to nobody until it is spent, so row-level security hides it from everyone but operators.
  const voucher = await tx.asSystem(() => usableVoucher(tx, hashOf(code)))
  return voucher && productById(tx, voucher.product_id)
}

/** Spends the code for the account that acts. Undefined as in `voucherProduct`, and for the second of two who try at once. */
export async function redeemVoucher(tx: Tx, typed: string): Promise<string | undefined> {
  const code = normaliseVoucherCode(typed)
  const accountId = accountOf(tx.act.actor)
  if (code === undefined || accountId === undefined) return undefined
  const spent = await tx.asSystem(() => spendVoucher(tx, hashOf(code), accountId))
  if (spent === undefined) return undefined
  await audit.write(tx, 'voucher.redeemed', spent.id, { productId: spent.product_id })
  return spent.id
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}
