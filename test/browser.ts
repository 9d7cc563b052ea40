/** The system's Chromium for end-to-end tests. Pictures go to test-output/, where a person can look at them. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'

const candidates = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(
  (path) => path !== undefined,
)
const outputFolder = join(import.meta.dirname, '..', 'test-output')

export async function launchBrowser(): Promise<Browser> {
  const executablePath = candidates.find((path) => existsSync(path))
  if (executablePath === undefined) throw new Error('These tests need Chromium; `npm test` as root on Debian installs it.')
  // Chromium's own sandbox refuses root.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}

/** Saves what the page looks like as test-output/NAME.png. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(outputFolder, { recursive: true })
  await page.screenshot({ path: join(outputFolder, `${name}.png`), fullPage: true })
}
