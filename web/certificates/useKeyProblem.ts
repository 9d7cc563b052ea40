import { useTranslation } from 'react-i18next'
import { Problem, useProblems } from '../app/problems.ts'

/** Words for what the vault refused; a wrong PIN says how many tries are left before the key is locked. */
export function useKeyProblem(): (error: unknown) => string {
  const { t } = useTranslation('certificates', { keyPrefix: 'web' })
  const { say } = useProblems('certificates')
  return (error) => {
    const left = error instanceof Problem && error.code === 'key.wrong-secret' ? error.facts['attemptsLeft'] : undefined
    return typeof left === 'number' ? t('wrongPin', { count: left }) : say(error)
  }
}
