/** The same promises with the browser's twin of `#crypto` in place, as a bundler would put it. */
import { vi } from 'vitest'
import { keystoreSuite } from './keystore.suite.ts'

vi.mock('#crypto', () => import('../algorithms/crypto.browser.ts'))
keystoreSuite('the browser')
