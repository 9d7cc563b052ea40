/** The door of catalogue: products, prices and vouchers. */
export { catalogueRoutes, productSchema } from './routes.ts'
export type { Holder, KeyPlace, Product } from './rules.ts'
export { findProduct, makeVouchers, offerProduct, redeemVoucher, voucherProduct } from './service.ts'
