/** The page's script, made by Vite as it makes the product's: `browser` conditions, so `#crypto` is WebCrypto and noble. */
import { join } from 'node:path'
import { build } from 'vite'

const engine = join(import.meta.dirname, '..', '..', 'engine')
const bridge = join(import.meta.dirname, 'node-twin.ts')

export async function bundlePage(): Promise<string> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"test"' },
    resolve: {
      alias: [
        { find: /^node:(fs|fs\/promises|child_process|os|path)$/, replacement: bridge },
        { find: /^\.\/crypto\.node\.ts$/, replacement: join(engine, 'algorithms', 'crypto.browser.ts') },
      ],
    },
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      modulePreload: false,
      rolldownOptions: { input: join(import.meta.dirname, 'page.ts'), output: { codeSplitting: false } },
    },
  })
  const outputs = Array.isArray(built) ? built : [built]
  for (const output of outputs) if ('output' in output) return output.output[0].code
  throw new Error('Vite made no page')
}
