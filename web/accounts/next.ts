import { useSearchParams } from 'react-router'
import { paths } from '../app/paths.ts'

/** Where to go after coming in. Only an address of ours: a link must not lead people away through our sign-in. */
export function safeNext(next: string | null): string | undefined {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : undefined
}

export function useNext(): { readonly next: string | undefined; readonly destination: string } {
  const next = safeNext(useSearchParams()[0].get('next'))
  return { next, destination: next ?? paths.documents() }
}
