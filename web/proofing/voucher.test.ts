import { expect, it } from 'vitest'
import { readVoucher } from './voucher.ts'

it('shows a voucher in fours, however it was typed', () => {
  expect(readVoucher('vgx3 u3xr–5dwt.5MHR')).toBe('VGX3-U3XR-5DWT-5MHR')
  expect(readVoucher('vgx3u')).toBe('VGX3-U')
  expect(readVoucher('')).toBe('')
})
