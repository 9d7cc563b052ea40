/** What a designer and a screen-reader user would see of a page: a picture, no sideways scroll, and nothing that axe finds wrong. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picture } from './browser.ts'

/** WCAG 2.2 A and AA. The picture is test-output/NAME.png. */
export async function look(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)).toEqual([])
}

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}
