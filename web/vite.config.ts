import { cp, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = process.env['COUNTERSIGN_URL'] ?? 'http://localhost:8080'

const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
// In assets/, which is cached for a year, so the version is in the name.
const pdfParts = `assets/pdfjs-${createRequire(import.meta.url)('pdfjs-dist/package.json').version}`

/** What pdf.js fetches while it draws: character maps, the 14 standard fonts, image decoders, colour profiles. Served by us, never by a CDN. */
function servePdfParts(): Plugin {
  const parts = ['cmaps', 'standard_fonts', 'wasm', 'iccs']
  let outDir = ''
  return {
    name: 'pdf-parts',
    configResolved: (config) => void (outDir = resolve(config.root, config.build.outDir)),
    configureServer: (dev) => {
      dev.middlewares.use(`/${pdfParts}`, (request, response, next) => {
        const [, part = '', name = ''] = (request.url ?? '').split('/')
        if (!parts.includes(part) || !/^[\w.-]+$/.test(name)) return next()
        readFile(join(pdfjs, part, name)).then(
          (bytes) => response.setHeader('content-type', name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream').end(bytes),
          () => next(),
        )
      })
    },
    writeBundle: async () => {
      for (const part of parts) await cp(join(pdfjs, part), join(outDir, pdfParts, part), { recursive: true })
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), servePdfParts()],
  define: { __PDF_PARTS__: JSON.stringify(`/${pdfParts}/`) },
  server: { fs: { allow: ['..'] }, proxy: { '/api': server, '/pki': server } },
  worker: { format: 'es' },
  build: {
    // light-dark() is kept as written: the whole look is one list of colour pairs.
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs comes in two files: one compresses better than thirty.
          groups: [
            {
              name: 'frame',
              test: /node_modules\/(react|react-dom|scheduler|react-router|cookie-es|@remix-run|i18next|react-i18next|use-sync-external-store|@tanstack)\//,
            },
            {
              name: 'shell',
              test: /web\/(app\/(api|paths|problems|queries|session|language|PathShell|LanguageSwitch|ThemeSwitch|Waiting)|ui\/(Brand|Button|buttonClass|PathLayout|PageTitle|QuietSelect|Skeleton|Toast|toasts|theme|Notice|FailedState))\b/,
            },
          ],
        },
      },
    },
  },
})
