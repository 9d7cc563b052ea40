/// <reference types="vite/client" />

/** Read by the style injector of scrolling dialogs, before React renders. */
declare var __webpack_nonce__: string | undefined

/** Icons are taken one file each, so that neither the build nor the development server reads all six thousand. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react'
  const icon: Icon
  export default icon
}
