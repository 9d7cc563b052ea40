/** Every sentence a report can hold: a code for translation, its parameters, and the English words. */
export type Severity = 'information' | 'warning' | 'error'

export type Message = {
  readonly code: MessageCode
  readonly severity: Severity
  readonly parameters: Readonly<Record<string, string>>
  /** English, complete, with the parameters filled in. */
  readonly text: string
}

/** `{name}` stands for a parameter. */
export const sentences = {
  'format.unknown': ['error', 'This is not a kind of signed file that can be checked here.'],
  'format.malformed': ['error', 'The signature cannot be read: {detail}.'],
  'format.no-signature': ['error', 'The file carries no signature.'],
  'format.no-signed-attributes': [
    'warning',
    'The signature covers the document directly, without signed attributes; it is not an advanced electronic signature format.',
  ],
  'format.attributes-as-content': [
    'error',
    'The signed content is itself a list of signature attributes: this is how a genuine signature is passed off as one over other data.',
  ],
  'format.attribute-missing': ['error', 'The signature lacks the mandatory attribute "{attribute}".'],
  'format.attribute-repeated': ['error', 'The attribute "{attribute}" stands in the signature more than once.'],
  'format.content-type-differs': ['error', 'The signature says that it covers content of type {signed}, but the file holds type {actual}.'],
  'format.digest-differs': ['error', 'The digest algorithm {digest} and the signature algorithm {signature} do not belong together.'],
  'document.missing': ['error', 'The signature stands apart from its document. Give the document too, so that they can be compared.'],
  'document.changed': ['error', 'The document is not the one that was signed: it has been changed, or it is another document.'],
  'document.unchanged': ['information', 'The document is exactly the one that was signed.'],
  'document.locked': ['error', 'The document is protected with a password and cannot be opened without it.'],
  'document.byte-range': ['error', 'The signature does not cover the file as it must: {detail}.'],
  'document.revisions-unclear': ['error', 'The file is built so that different readers may show different versions of it.'],
  'document.not-covered': ['error', 'The signature does not cover the whole file.'],
  'document.changed-after': ['error', 'After the signature, the file was changed in a way that the signature does not permit: {detail}.'],
  'document.changed-allowed': ['information', 'After the signature, the file was changed in a permitted way: {detail}.'],
  'signature.invalid': ['error', 'The signature value is not genuine: it was not made with the key of this certificate over these data.'],
  'signature.valid': ['information', 'The signature was made with the key of this certificate.'],
  'signer.not-found': ['error', 'The certificate of the signer is not in the file.'],
  'signer.reference-missing': ['warning', 'The signature does not itself say which certificate it was made with.'],
  'signer.reference-differs': ['error', 'The signature names another certificate than the one it comes with.'],
  'signer.key-usage': ['error', 'The certificate of {subject} may not be used for signing.'],
  'chain.not-found': ['error', 'No chain of certificates leads from {subject} to an authority that you trust.'],
  'chain.invalid': ['error', 'The certificate of {subject} breaks a rule of its chain: {detail}.'],
  'chain.expired': ['error', 'The certificate of {subject} had expired on {notAfter}, and nothing proves that the signature is older.'],
  'chain.not-yet-valid': ['error', 'The certificate of {subject} was valid only from {notBefore}, after the signature was made.'],
  'chain.trusted': ['information', 'The certificate was issued by an authority that you trust: {anchor}.'],
  'revocation.good': ['information', 'The certificate of {subject} was not revoked (checked with data of {time}).'],
  'revocation.revoked': ['error', 'The certificate of {subject} was revoked on {time}, and nothing proves that the signature is older.'],
  'revocation.revoked-before': ['error', 'The certificate of {subject} was revoked on {time}, before the signature was made.'],
  'revocation.revoked-later': [
    'information',
    'The certificate of {subject} was revoked on {time}, after the signature was made; the signature keeps its force.',
  ],
  'revocation.suspended': ['error', 'The certificate of {subject} has been suspended since {time}. Whether it will be valid again is not decided.'],
  'revocation.unknown': ['error', 'Whether the certificate of {subject} had been revoked could not be found out.'],
  'revocation.data-refused': ['warning', 'Revocation data about {subject} were not accepted: {detail}.'],
  'revocation.no-proof-of-existence': [
    'error',
    'The revocation data about {subject} are signed by a certificate that is no longer valid, and nothing proves that they are older.',
  ],
  'algorithm.too-weak': ['error', 'The algorithm {algorithm} is not considered secure since {date}, and nothing proves that the signature is older.'],
  'algorithm.unknown': ['error', 'The algorithm {algorithm} is not known here.'],
  'key.too-short': ['error', 'The key of {subject} ({key}) is too short to be considered secure.'],
  'time.claimed-before-certificate': ['warning', 'The signer claims a time before the certificate was valid.'],
  'time.proven': ['information', 'A time-stamp proves that the signature existed on {time}.'],
  'time.not-proven': ['information', 'No time-stamp proves when the signature was made.'],
  'time.order': ['error', 'The times of the time-stamps contradict each other.'],
  'time-stamp.imprint-differs': ['error', 'The time-stamp is over other data.'],
  'time-stamp.usage': ['error', 'The certificate of {subject} is not one of a time-stamp authority.'],
  'time-stamp.not-proven': ['warning', 'A time-stamp of {time} could not be relied on.'],
  'container.file-changed': ['error', 'The file "{name}" in the container is missing or is not the one that was signed.'],
  'container.file-not-signed': ['warning', 'The file "{name}" in the container is not signed.'],
  'container.irregular': ['warning', 'The container departs from the standard: {detail}.'],
  'format.not-supported': ['error', '{format} signatures cannot be checked here yet.'],
  'evidence-record.present': ['information', 'The file carries an evidence record.'],
  'evidence-record.malformed': ['error', 'The evidence record cannot be relied on: {detail}.'],
  'evidence-record.encrypted': ['error', 'The evidence record is over encrypted objects, which cannot be checked here.'],
  'evidence-record.object-missing': ['error', 'Give the objects that the evidence record is over, so that they can be compared.'],
  'evidence-record.object-differs': ['error', 'The object "{name}" is not one that the evidence record is over.'],
  'evidence-record.chain-broken': ['error', 'A renewal in the evidence record is not over the time-stamp before it.'],
  'evidence-record.proven': ['information', 'An evidence record proves that the objects existed on {time}.'],
  'extension.countersignature': ['information', 'The signature carries a countersignature.'],
} as const satisfies Record<string, readonly [Severity, string]>

export type MessageCode = keyof typeof sentences

export function message(code: MessageCode, parameters: Readonly<Record<string, string>> = {}): Message {
  const [severity, sentence] = sentences[code]
  return { code, severity, parameters, text: sentence.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '?') }
}
