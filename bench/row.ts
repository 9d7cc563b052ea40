/** One measurement. A limit makes it a promise: `npm run bench` fails when it is broken. */
export type Row = {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The promise, and which side of it is good. */
  readonly limit?: { readonly value: number; readonly side: 'at least' | 'at most' }
  /** The same work by something else in the same run, and how many times better (above 1) or worse we are. */
  readonly peer?: { readonly name: string; readonly value: number; readonly ratio: number }
}

/** What bench/NAME.bench.ts exports. */
export type Bench = { readonly rows: () => AsyncIterable<Row> }

export function keepsPromise({ value, limit }: Row): boolean {
  if (limit === undefined) return true
  return limit.side === 'at least' ? value >= limit.value : value <= limit.value
}

export function showRow(row: Row): string {
  const limit = row.limit === undefined ? '' : `  ${row.limit.side} ${rounded(row.limit.value)}${keepsPromise(row) ? '' : '  BROKEN'}`
  const peer = row.peer === undefined ? '' : `  ${rounded(row.peer.ratio)} × ${row.peer.name}`
  return `${row.name.padEnd(52)} ${rounded(row.value).padStart(12)} ${row.unit}${limit}${peer}`
}

function rounded(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value)
}
