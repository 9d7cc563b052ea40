/** What happened to a PDF after a signature. Every change is named; `permitted` says whether the signature stands with it. */

export type PdfChangeKind =
  | 'validation-data'
  | 'document-timestamp'
  | 'signature'
  | 'signature-field-added'
  | 'form-field-filled'
  | 'metadata'
  | 'annotation'
  | 'form'
  | 'page'
  | 'catalog'
  | 'trailer'
  | 'object-replaced'
  | 'object-removed'
  | 'object-supplied'
  | 'trailing-bytes'
  | 'unreadable'

export type PdfChange = {
  readonly kind: PdfChangeKind
  readonly permitted: boolean
  /** The object, and for fields their name. */
  readonly object?: number
  readonly field?: string
}
