import '../ui/components.css'
import '@fontsource-variable/source-sans-3/wght.css'
import '../ui/tokens.css'
import '../ui/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { startLanguage } from './language.ts'

// The server writes a fresh nonce into index.html; styles that components add at run time must carry it, or the policy drops them.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
// The name by which the dialogs' scroll lock asks for it.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

await startLanguage()
createRoot(root).render(<App nonce={nonce} />)
