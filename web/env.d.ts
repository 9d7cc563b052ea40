/// <reference types="vite/client" />

/** Where the build puts what pdf.js fetches. */
declare const __PDF_PARTS__: string

/** Icons are taken one file each, so that neither the build nor the development server reads all six thousand. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react'
  const icon: Icon
  export default icon
}
