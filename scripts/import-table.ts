/** Who may import whom, as data. The reasons are in ARCHITECTURE.md; scripts/check-imports.ts holds every file to it. */

export const rooms = ['engine', 'vault', 'agent', 'server', 'client', 'web', 'test', 'bench', 'scripts'] as const
export type Room = (typeof rooms)[number]

const doorsOfServer = ['server/app.ts', 'server/domains.ts', 'server/open.ts', 'server/seed.ts', 'server/*/index.ts', 'server/platform/database.ts']

/** A room imports its own files and what stands here: whole rooms, or single doors of a room. A star is one folder. */
export const allowed: Readonly<Record<Room, readonly string[]>> = {
  engine: [],
  vault: ['engine'],
  agent: ['engine'],
  server: ['engine', 'vault/protocol.ts'],
  client: [],
  web: ['engine', 'client'],
  test: ['engine', 'client', 'scripts', ...doorsOfServer],
  bench: ['engine', 'client', 'scripts', 'test', ...doorsOfServer],
  scripts: ['server/platform/config.ts', 'server/platform/database.ts', 'server/platform/embedded.ts', 'server/describe.ts', 'server/app.ts'],
}

/** What a test of any room, or a file that only tests import, may lean on besides. The last two are twins of the vault's protocol. */
export const allowedInTests: readonly string[] = ['test', 'client', 'vault', 'web/app/sealSecret.ts', 'web/certificates/keyBinding.ts']

/** The order of engine's folders: a folder imports only what stands before it. */
export const engineOrder = [
  'bytes',
  'asn1',
  'algorithms',
  'x509',
  'identifiers',
  'keystore',
  'revocation',
  'cms',
  'timestamp',
  'pdf',
  'cades',
  'pades',
  'container',
  'evidence',
  'trust',
  'path',
  'validation',
  'signing',
  'command',
] as const

/** The order of the server's domains: a domain imports only what stands before it, and only through its index.ts. */
export const serverOrder = [
  'platform',
  'audit',
  'notifications',
  'accounts',
  'authority',
  'cabinets',
  'plans',
  'catalogue',
  'orders',
  'proofing',
  'certificates',
  'validation',
  'documents',
  'signing',
  'archive',
  'compose',
  'connect',
] as const

/** Rooms that also run in a browser know no Node, except in these places. */
export const nodeFree: Readonly<Partial<Record<Room, RegExp>>> = {
  engine: /^engine\/(command\/|.*\.node\.ts$)/,
  web: /^web\/vite\.config\.ts$/,
  client: /^$/,
}

/** web/ui draws; it knows neither the API nor the router nor any page. */
export const drawingOnly = { folder: 'web/ui/', strangers: ['@countersign/client', 'react-router', '@tanstack/react-query'] } as const
