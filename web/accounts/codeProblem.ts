import type { TFunction } from 'i18next'
import { Problem } from '../app/problems.ts'

/** Words for the field when a code did not fit; undefined when the trouble lies elsewhere. */
export function codeProblem(error: unknown, t: TFunction<'accounts'>): string | undefined {
  if (!(error instanceof Problem)) return undefined
  if (error.code === 'code.wrong') {
    const details = error.facts['details']
    const count = typeof details === 'object' && details !== null && 'triesLeft' in details ? Number(details.triesLeft) : undefined
    return count === undefined ? t('code.wrong') : t('code.wrongLeft', { count })
  }
  if (error.code === 'code.spent') return t('code.spent')
  if (error.code === 'code.expired') return t('code.expired')
  return error.fields.some(({ path }) => path.endsWith('code')) ? t('code.six') : undefined
}
