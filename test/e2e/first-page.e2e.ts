import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { look } from '../look.ts'

const origin = inject('origin')
const pages = {
  first: '/',
  'sign-in': '/sign-in',
  recover: '/recover',
  terms: '/terms',
  verify: '/verify',
  outbox: '/outbox',
  get: '/get',
  nowhere: '/there-is-no-such-page',
}

describe('a page for anybody', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it('shows itself under a strict content security policy without a complaint', async () => {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    const response = await page.goto(origin)
    expect(response?.status()).toBe(200)
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(complaints).toEqual([])
    await page.close()
  })

  it.each([
    ['a small phone, in English', { viewport: { width: 360, height: 740 }, locale: 'en-GB', colorScheme: 'light' }, 'phone'],
    ['a desk, dark, in Ukrainian', { viewport: { width: 1440, height: 900 }, locale: 'uk-UA', colorScheme: 'dark' }, 'desk-dark'],
  ] as const)('is readable and accessible on %s', async (_where, setting, suffix) => {
    const context = await browser.newContext({ ...setting, reducedMotion: 'reduce' })
    const page = await context.newPage()
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(origin + path, { waitUntil: 'networkidle' })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await look(page, `page-${name}-${suffix}`)
    }
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(setting.locale.slice(0, 2))
    await context.close()
  })
})
