/** What browsers ask of a server's certificate beyond RFC 5280 (RFC 6125, CA/B Baseline Requirements §7.1). No part of the engine: signatures know no peers. */
import { extensionOids, type Certificate, type GeneralName } from '@countersign/engine/x509'

export type PeerName = { readonly kind: 'DNS' | 'IP' | 'RFC822'; readonly value: string }

type WebRule = { readonly id: string; readonly holds: (path: readonly Certificate[]) => boolean }

const rules: readonly WebRule[] = [
  { id: 'server key of a permitted kind', holds: ([leaf]) => leaf !== undefined && isPermittedKey(leaf) },
  { id: 'authority keys of a permitted kind', holds: (path) => path.slice(1).every(isPermittedKey) },
  { id: 'no purposes on a root', holds: (path) => path.length < 2 || path.at(-1)?.extendedKeyUsage === undefined },
  {
    id: 'purposes not critical, and never any',
    holds: ([leaf]) => leaf?.extensions.get(extensionOids.extendedKeyUsage)?.critical !== true && leaf?.extendedKeyUsage?.includes('2.5.29.37.0') !== true,
  },
  { id: 'root key identifier plain', holds: (path) => isPlainIdentifier(path.at(-1)) },
  {
    id: 'alternative name not critical beside a subject',
    holds: ([leaf]) => leaf?.subject.parts.length === 0 || leaf?.extensions.get(extensionOids.subjectAltName)?.critical !== true,
  },
  { id: 'common name among the alternative names', holds: ([leaf]) => leaf === undefined || commonNamesListed(leaf) },
  {
    id: 'no wildcard over a public suffix',
    holds: ([leaf]) => leaf === undefined || leaf.subjectAltName.every((name) => name.kind !== 'dns' || !isWildcardOverSuffix(name.value)),
  },
]

/** `browserRules`: the Baseline Requirements too, which only some cases mean. */
export function webServerFault(
  path: readonly Certificate[],
  peers: readonly PeerName[],
  { browserRules }: { readonly browserRules: boolean },
): string | undefined {
  const [leaf] = path
  if (leaf === undefined) return 'no certificate'
  const unmatched = peers.find((peer) => !leaf.subjectAltName.some((name) => matchesPeer(name, peer)))
  if (unmatched !== undefined) return `not the certificate of ${unmatched.value}`
  return browserRules ? rules.find((rule) => !rule.holds(path))?.id : undefined
}

function matchesPeer(name: GeneralName, { kind, value }: PeerName): boolean {
  if (kind === 'DNS') return name.kind === 'dns' && matchesHost(name.value.toLowerCase(), value.toLowerCase())
  if (kind === 'RFC822') return name.kind === 'email' && name.value === value
  return name.kind === 'ip' && name.octets.toString() === addressOctets(value).toString()
}

/** RFC 6125 §6.4.3: a star is the whole first label and stands for exactly one. */
function matchesHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host && !pattern.includes('*')
  return pattern.lastIndexOf('*') === 0 && host.slice(host.indexOf('.')) === pattern.slice(1) && host.indexOf('.') > 0
}

function addressOctets(text: string): number[] {
  if (!text.includes(':')) return text.split('.').map(Number)
  const [head = '', tail] = text.split('::')
  const words = (part: string): number[] => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)))
  const [first, last] = [words(head), words(tail ?? '')]
  return [...first, ...Array.from({ length: tail === undefined ? 0 : 8 - first.length - last.length }, () => 0), ...last].flatMap((word) => [
    word >> 8,
    word & 255,
  ])
}

function isPermittedKey({ publicKey }: Certificate): boolean {
  if (publicKey.kind === 'rsa') return publicKey.bits >= 2048 && publicKey.bits % 8 === 0
  return publicKey.kind === 'ec' && /^p\d+$/.test(publicKey.curve)
}

/** CA/B BR §7.1.2.1.3: key identifier only, in a root too. */
function isPlainIdentifier(root: Certificate | undefined): boolean {
  const identifier = root?.authorityKeyIdentifier
  return identifier === undefined || (identifier.keyIdentifier !== undefined && identifier.issuer === undefined && identifier.serialNumber === undefined)
}

/** The base of a wildcard may stand as the common name. */
function commonNamesListed(leaf: Certificate): boolean {
  const listed = leaf.subjectAltName.map((name) =>
    name.kind === 'dns' ? name.value.replace(/^\*\./, '') : name.kind === 'ip' ? spellAddress(name.octets) : '',
  )
  return leaf.subject.attributes.filter(({ oid }) => oid === '2.5.4.3').every(({ value }) => listed.includes(value.replace(/^\*\./, '')))
}

/** RFC 5952 for IPv6. */
function spellAddress(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.')
  const words = Array.from({ length: 8 }, (_, index) => (((octets[2 * index] ?? 0) << 8) | (octets[2 * index + 1] ?? 0)).toString(16))
  return new URL(`http://[${words.join(':')}]/`).hostname.slice(1, -1)
}

/** A few suffixes stand for the list: a wildcard over a bare top level, or over a known shared domain. */
function isWildcardOverSuffix(name: string): boolean {
  const base = name.startsWith('*.') ? name.slice(2) : undefined
  return (
    base !== undefined &&
    (!base.includes('.') || ['co.uk', 'com.ua', 'com.br', 'github.io', 'gitlab.io', 'herokuapp.com', 'vercel.app', 'appspot.com'].includes(base))
  )
}
