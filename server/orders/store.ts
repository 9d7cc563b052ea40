import type { Tx } from '../platform/index.ts'
import type { Order, OrderState } from './rules.ts'

type OrderRow = { id: string; account_id: string; product_id: string; voucher_id: string | null; state: OrderState; placed_at: Date; changed_at: Date }
type OrderTables = { certificate_order: OrderRow }

export async function insertOrder(tx: Tx, order: Order, voucherId: string | null): Promise<void> {
  await tx
    .of<OrderTables>()
    .insertInto('certificate_order')
    .values({
      id: order.id,
      account_id: order.accountId,
      product_id: order.productId,
      voucher_id: voucherId,
      state: order.state,
      placed_at: order.placedAt,
      changed_at: order.placedAt,
    })
    .execute()
}

export async function openOrderFor(tx: Tx, accountId: string, productId: string): Promise<Order | undefined> {
  const row = await tx
    .of<OrderTables>()
    .selectFrom('certificate_order')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('product_id', '=', productId)
    .where('state', 'in', ['placed', 'paid'])
    .executeTakeFirst()
  return row && orderOf(row)
}

export async function saveOrderState(tx: Tx, id: string, from: OrderState, to: OrderState): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .of<OrderTables>()
    .updateTable('certificate_order')
    .set({ state: to, changed_at: tx.act.now })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

function orderOf(row: OrderRow): Order {
  return { id: row.id, accountId: row.account_id, productId: row.product_id, state: row.state, placedAt: row.placed_at }
}
