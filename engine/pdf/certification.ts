/** What a signature allows to change after it (ISO 32000-1 §12.8.2.2 DocMDP, §12.8.2.4 FieldMDP). */
import { as, integerOf, nameOf, textOf, type PdfDictionary } from './objects.ts'
import { readCatalog } from './pages.ts'
import type { PdfView } from './view.ts'

/** 1 nothing, 2 fill and sign, 3 also annotate. */
export type CertificationLevel = 1 | 2 | 3

/** Names the fields that a signature locks. */
export type FieldLock = { readonly action: 'All' | 'Include' | 'Exclude'; readonly fields: readonly string[] }

/** The level of the certification signature that the catalog names, if there is one. */
export async function certificationLevel(view: PdfView): Promise<CertificationLevel | undefined> {
  const permissions = as('dictionary', await view.get((await readCatalog(view))?.dictionary, 'Perms'))
  const signature = as('dictionary', await view.get(permissions, 'DocMDP'))
  if (signature === undefined) return undefined
  const parameters = await transformParameters(view, signature, 'DocMDP')
  const level = integerOf(await view.get(parameters, 'P'))
  // Table 254: 2 is the default; what is none of the three forbids everything.
  return level === undefined || level === 2 ? 2 : level === 3 ? 3 : 1
}

export async function fieldLock(view: PdfView, signature: PdfDictionary): Promise<FieldLock | undefined> {
  const parameters = await transformParameters(view, signature, 'FieldMDP')
  if (parameters === undefined) return undefined
  const action = nameOf(await view.get(parameters, 'Action'))
  const fields = as('array', await view.get(parameters, 'Fields'))?.items ?? []
  const names: string[] = []
  for (const field of fields) {
    const text = as('string', await view.resolve(field))
    if (text !== undefined) names.push(textOf(text))
  }
  return action === 'Include' || action === 'Exclude' ? { action, fields: names } : { action: 'All', fields: [] }
}

/** §12.8.2.4: a name stands for the field and for everything below it. */
export function locks(lock: FieldLock, fieldName: string): boolean {
  if (lock.action === 'All') return true
  const named = lock.fields.some((name) => fieldName === name || fieldName.startsWith(`${name}.`))
  return lock.action === 'Include' ? named : !named
}

async function transformParameters(view: PdfView, signature: PdfDictionary, method: string): Promise<PdfDictionary | undefined> {
  for (const item of as('array', await view.get(signature, 'Reference'))?.items ?? []) {
    const reference = as('dictionary', await view.resolve(item))
    if (nameOf(await view.get(reference, 'TransformMethod')) === method) return as('dictionary', await view.get(reference, 'TransformParams'))
  }
  return undefined
}
