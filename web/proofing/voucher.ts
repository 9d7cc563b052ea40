export const voucherLength = 16

/** A code as it is read aloud, in fours; what people paste around it is left out. @example readVoucher('abcd efgh') // 'ABCD-EFGH' */
export function readVoucher(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, voucherLength)
  return letters.match(/.{1,4}/g)?.join('-') ?? ''
}
