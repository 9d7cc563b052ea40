import { randomUUID } from 'node:crypto'
import { audit } from '../audit/index.ts'
import { redeemVoucher, voucherProduct } from '../catalogue/index.ts'
import { accountOf, events, NotAllowed, type Tx } from '../platform/index.ts'
import { orderLife, type Order, type Placing } from './rules.ts'
import { insertOrder, openOrderFor, saveOrderState } from './store.ts'

/** Redeems a voucher into a paid order. Whoever has an open order for that product keeps the voucher: nothing is spent. */
export async function placeOrder(tx: Tx, voucherCode: string): Promise<Placing> {
  const accountId = accountOf(tx.act.actor)
  if (accountId === undefined) throw new NotAllowed()
  const product = await voucherProduct(tx, voucherCode)
  if (product === undefined) return { kind: 'refused', because: 'voucher-not-usable' }
  if ((await openOrderFor(tx, accountId, product.id)) !== undefined) return { kind: 'refused', because: 'open-order-exists' }
  const voucherId = await redeemVoucher(tx, voucherCode)
  if (voucherId === undefined) return { kind: 'refused', because: 'voucher-not-usable' }
  const order: Order = { id: randomUUID(), accountId, productId: product.id, state: orderLife.placed.pay, placedAt: tx.act.now }
  await insertOrder(tx, order, voucherId)
  await events.emit(tx, { type: 'order.placed', orderId: order.id })
  await audit.write(tx, 'order.placed', order.id, { productId: order.productId, voucherId })
  return { kind: 'placed', order }
}

/** The certificate was issued: the order is done. */
export async function fulfilOrder(tx: Tx, id: string): Promise<void> {
  if (await saveOrderState(tx, id, 'paid', orderLife.paid.fulfil)) await audit.write(tx, 'order.fulfilled', id)
}
