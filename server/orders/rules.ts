/** The life of an order. Pure. Source: promises C3, C4, D9. */

export const orderLife = {
  placed: { pay: 'paid', cancel: 'cancelled' },
  paid: { fulfil: 'fulfilled', cancel: 'cancelled' },
  fulfilled: {},
  cancelled: {},
} as const satisfies Record<string, Record<string, string>>

export type OrderState = keyof typeof orderLife

export type Order = {
  readonly id: string
  readonly accountId: string
  readonly productId: string
  readonly state: OrderState
  readonly placedAt: Date
}

export type Placing =
  | { readonly kind: 'placed'; readonly order: Order }
  | { readonly kind: 'refused'; readonly because: 'voucher-not-usable' | 'open-order-exists' }
