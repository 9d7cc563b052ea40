/** The door of orders: who bought what, and whether it is paid. */
export type { Order, OrderState, Placing } from './rules.ts'
export { findOrder, fulfilOrder, placeOrder } from './service.ts'
