/** The door of orders: who bought what, and whether it is paid. */
export { orderLife, type Order, type OrderState, type Placing } from './rules.ts'
export { fulfilOrder, placeOrder } from './service.ts'
