/** ASN.1: X.690 DER and BER, read as views and written as bytes. */
export * from './reader.ts'
export * from './tags.ts'
export * from './values.ts'
export * as der from './writer.ts'
