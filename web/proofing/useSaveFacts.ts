import { useMutation } from '@tanstack/react-query'
import { useProblems } from '../app/problems.ts'
import { queries } from '../app/queries.ts'
import type { FieldErrors } from '../ui/ErrorSummary.tsx'
import type { Facts } from './facts.ts'
import { type Application, applicationQuery, proofing } from './queries.ts'

/** Saves one part and goes on. What the server finds wrong comes back by the form's own field names: "person.number.value" is "number". */
export function useSaveFacts(application: Application, onDone: () => void, onWrong: (errors: FieldErrors) => void) {
  const problems = useProblems('proofing')
  const save = useMutation({
    mutationFn: (facts: Facts) => proofing.saveFacts(application.id, facts),
    onSuccess: async (_, facts) => {
      const { queryKey } = applicationQuery(application.id)
      queries.setQueryData(queryKey, (now) => now && { ...now, facts: { ...now.facts, ...facts } })
      // Which pictures are asked for depends on the answers.
      await queries.invalidateQueries({ queryKey })
      onDone()
    },
    onError: (error) => onWrong(Object.fromEntries(Object.entries(problems.fields(error)).map(([path, words]) => [path.split('.')[1] ?? path, words]))),
  })
  return { save: save.mutate, saving: save.isPending, failure: save.error === null ? undefined : problems.say(save.error), reset: save.reset }
}
