/** What one test did in the browser. */
export type TestOutcome = { readonly name: string; readonly state: string; readonly errors: readonly string[] }

/** What the page asks of the machine: programs as second opinions, and folders for their files. Bytes travel as base64. */
export type BridgeRequest =
  | { readonly verb: 'folder'; readonly prefix: string }
  | { readonly verb: 'read'; readonly path: string }
  | { readonly verb: 'write'; readonly path: string; readonly bytes: string }
  | { readonly verb: 'remove'; readonly path: string }
  | { readonly verb: 'run'; readonly program: string; readonly words: readonly string[]; readonly folder?: string | undefined }

export type BridgeAnswer = { readonly text?: string; readonly bytes?: string; readonly code?: number; readonly errorBytes?: string; readonly fault?: string }
