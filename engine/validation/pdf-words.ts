/** What happened to a PDF, and what is wrong with a signature's place in it, in words. */
import type { PdfChange, PdfChangeKind, PdfSignatureFault } from '../pades/index.ts'
import type { Change } from './report.ts'

const changes: Readonly<Record<PdfChangeKind, string>> = {
  'validation-data': 'data for later validation were added',
  'document-timestamp': 'a time-stamp over the document was added',
  signature: 'another signature was added',
  'signature-field-added': 'an empty signature field was added',
  'form-field-filled': 'a form field was filled in',
  metadata: 'descriptive data were changed',
  annotation: 'an annotation was added or changed',
  form: 'the form was changed',
  page: 'a page was added, removed or changed',
  catalog: 'the structure of the document was changed',
  trailer: 'the trailer of the document was changed',
  'object-replaced': 'a part of the document was replaced',
  'object-removed': 'a part of the document was removed',
  'object-supplied': 'a part that the signed document left open was supplied',
  'trailing-bytes': 'bytes were added behind the end of the document',
  unreadable: 'what was added cannot be read',
}

const faults: Readonly<Record<PdfSignatureFault, string>> = {
  'contents-missing': 'the signature has no content',
  'contents-empty': 'the signature is empty',
  'byte-range-malformed': 'the range of bytes that it covers is nonsense',
  'byte-range-not-from-start': 'the beginning of the file is not covered',
  'byte-range-gap': 'more than the signature itself is left out of the range it covers',
  'byte-range-end': 'the covered range does not end where a version of the document ends',
  'dictionary-ambiguous': 'the signature states the same thing twice, differently',
  'dictionary-replaced': 'the signature shown is not the one that stood in the signed version',
  'revisions-unclear': 'readers do not agree on which versions the file consists of',
}

export function changeOf({ kind, permitted, field }: PdfChange): Change {
  return { code: kind, allowed: permitted, detail: field === undefined ? changes[kind] : `${changes[kind]} (${field})` }
}

export function wordsOfFault(fault: PdfSignatureFault): string {
  return faults[fault]
}
