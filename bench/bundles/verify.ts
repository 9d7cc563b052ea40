/** What a page needs to judge any signed file. */
export { validate } from '@countersign/engine/validation'
