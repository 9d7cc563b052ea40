/** The words of archive and copy, in the reader's language. */
import type { Document, Signature } from '../../documents/index.ts'
import { titleOf } from '../../documents/index.ts'
import type { Translator } from '../../platform/index.ts'
import type { CopySigner, CopyTexts } from '../copy/order.ts'
import { documentFileName, signatureFileName } from '../rules.ts'

/** Both languages in one file: whoever opens it in ten years reads one of them. */
export function readmeText(translate: Translator, document: Document): string {
  const signed = standing(document)
  const [first] = signed
  const values = {
    name: document.name,
    document: documentFileName(document.name),
    sha256: document.original.sha256,
    first: first === undefined ? '' : signatureFileName(0, first.facts),
    signers: signed.map((signature, index) => `  ${signatureFileName(index, signature.facts)}  ${described(signature)}`).join('\n'),
  }
  return ['en', 'uk']
    .map((language) => `${translate(language, 'archive:readme.title', values)}\n\n${translate(language, 'archive:readme.body', values)}`)
    .join('\n\n----------------------------------------\n\n')
}

function described({ facts, timestampedAt, signedAt }: Signature): string {
  const who = [facts.name, facts.organisation, facts.organisationNumber].filter((part) => part !== null).join(', ')
  return `${who}, ${(timestampedAt ?? signedAt).toISOString()}`
}

export function standing(document: Document): Signature[] {
  return document.signatures.filter((signature) => signature.recalledAt === null)
}

export function copyTexts(translate: Translator, language: string, document: Document, url: string): CopyTexts {
  const names = standing(document).map(({ facts }) => facts.name)
  const text = (key: string, values: Record<string, unknown> = {}): string => translate(language, `archive:copy.${key}`, values)
  return {
    sheetTitle: text('sheetTitle'),
    noForce: text('noForce'),
    verifyHint: text('verifyHint', { url }),
    fingerprint: text('fingerprint'),
    foot: text('foot', {
      title: titleOf(document.name),
      sha256: `${document.original.sha256.slice(0, 16)}…`,
      signers: text('signedBy', { names: names.join(', ') }),
    }),
  }
}

/** The certificate's own names, never the account's. */
export function copySigner(translate: Translator, language: string, { facts, certificateSha256, signedAt, timestampedAt, level }: Signature): CopySigner {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
  const text = (key: string, values: Record<string, unknown> = {}): string => translate(language, `archive:copy.${key}`, values)
  const lines: readonly (readonly [string, string | null])[] = [
    ['organisation', facts.organisation],
    ['organisationNumber', facts.organisationNumber],
    ['title', facts.title],
    ['personalNumber', facts.personalNumber],
    ['signedAt', `${moment.format(signedAt)} UTC`],
    ['timestampedAt', timestampedAt === null ? null : `${moment.format(timestampedAt)} UTC`],
    ['certificate', facts.serialNumber],
    ['issuer', facts.issuer],
    ['validity', text('validityValue', { from: day.format(new Date(facts.validFrom)), to: day.format(new Date(facts.validTo)) })],
  ]
  return {
    certificateSha256,
    name: facts.name,
    verdict: level === 'LT' ? 'good' : 'wait',
    lines: lines.flatMap(([key, value]) => (value === null ? [] : [{ label: text(key), value }])),
  }
}
