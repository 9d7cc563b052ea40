/** Every address of the web in one place; links are made here and nowhere else. Route files use the `…Path` patterns. */

const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const kept = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`
}

export const paths = {
  home: () => '/',
  verify: () => '/verify',
  outbox: () => '/outbox',

  // accounts
  signIn: (next?: string) => `/sign-in${query({ next })}`,
  register: (next?: string) => `/register${query({ next })}`,
  recover: () => '/recover',
  terms: () => '/terms',
  account: () => '/account',
  accountSection: (section: string) => `/account/${section}`,

  // cabinets
  cabinet: () => '/cabinet',
  cabinetPeople: () => '/cabinet/people',
  newCompany: () => '/cabinet/new',
  invitation: (token: string) => `/invitations/${encodeURIComponent(token)}`,

  // orders and certificates
  getCertificate: (product?: string) => `/get${query({ for: product })}`,
  applications: () => '/applications',
  application: (id: string) => `/applications/${encodeURIComponent(id)}`,
  applicationStep: (id: string, step: string) => `/applications/${encodeURIComponent(id)}/${step}`,
  order: (id: string) => `/orders/${encodeURIComponent(id)}`,
  orderStep: (id: string, step: string) => `/orders/${encodeURIComponent(id)}/${step}`,
  certificates: () => '/certificates',
  certificate: (id: string) => `/certificates/${encodeURIComponent(id)}`,
  revoke: () => '/revoke',

  // proofing
  proveOnPhone: (token: string) => `/prove/${encodeURIComponent(token)}`,
  call: (token: string) => `/call/${encodeURIComponent(token)}`,
  proofingQueue: () => '/proofing',
  dossier: (id: string) => `/proofing/${encodeURIComponent(id)}`,

  // documents and signing
  documents: (list?: string) => `/documents${query({ list })}`,
  document: (id: string, list?: string) => `/documents/${encodeURIComponent(id)}${query({ list })}`,
  signDocument: (id: string) => `/documents/${encodeURIComponent(id)}/sign`,
  newDocument: () => '/documents/new',
  signing: (token: string) => `/s/${encodeURIComponent(token)}`,
  publicDocument: (id: string) => `/verify/${encodeURIComponent(id)}`,

  // operator
  operator: () => '/operator',
  audit: () => '/operator/audit',
} as const
