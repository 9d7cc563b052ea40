/** Writes the typed client: node generate-client.mjs INPUT OUTPUT */
import { createClient } from '@hey-api/openapi-ts'

const [input = '', output = ''] = process.argv.slice(2)
await createClient({
  input,
  logs: { level: 'error' },
  output: { path: output, module: { extension: '.ts' } },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
})
