/**
 * The generated client on our fetch: refusals come as Problems. `answerOf(getTerms())` gives what was asked for, or throws.
 * Import its functions from here's neighbour `@countersign/client` and this file once, for its effect.
 */
import { client } from '@countersign/client/client'
import { problemFetch } from './api.ts'

client.setConfig({ baseUrl: window.location.origin, fetch: problemFetch })

/** The client hands errors back as values; queries and mutations want them thrown. */
export async function answerOf<Data>(result: Promise<{ readonly data: Data | undefined; readonly error: unknown }>): Promise<Data> {
  const { data, error } = await result
  if (error !== undefined) throw error
  if (data === undefined) throw new TypeError('the answer is empty')
  return data
}
