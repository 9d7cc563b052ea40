import { useEffect, useRef, useState } from 'react'
import { problemFetch } from '../app/api.ts'
import type { CheckAnswer, CheckRequest } from './checking.ts'
import type { Pairing } from './pairFiles.ts'
import type { Report } from './report.ts'

export type Checked = { readonly pairing: Pairing<File>; readonly report: Report } | { readonly pairing: Pairing<File>; readonly failure: string }
export type Checking =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly results: readonly Checked[]; readonly withoutAnchors: boolean }

/** Checks files one after the other in a worker that lives as long as the page. */
export function useChecking() {
  const [state, setState] = useState<Checking>({ kind: 'idle' })
  const worker = useRef<Worker>(undefined)
  const run = useRef(0)
  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = undefined
    },
    [],
  )
  const check = async (pairings: readonly Pairing<File>[], own: readonly File[]) => {
    const mine = ++run.current
    const at = new Date()
    setState({ kind: 'checking', done: 0, total: pairings.length })
    const deployment = await deploymentAnchors()
    const anchors = [...(deployment === undefined ? [] : [deployment]), ...(await Promise.all(own.map(bytesOf)))]
    worker.current ??= new Worker(new URL('./checking.worker.ts', import.meta.url), { type: 'module' })
    const results: Checked[] = []
    for (const [id, pairing] of pairings.entries()) {
      const answer = await ask(worker.current, { id, input: pairing.input, content: pairing.content, anchors, at })
      results.push('report' in answer ? { pairing, report: answer.report } : { pairing, failure: answer.failure })
      if (run.current !== mine) return
      setState({ kind: 'checking', done: results.length, total: pairings.length })
    }
    setState({ kind: 'done', results, withoutAnchors: deployment === undefined })
  }
  const reset = () => {
    run.current++
    setState({ kind: 'idle' })
  }
  return { state, check, reset }
}

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer())

/** Without them everything still can be checked but whom to trust; the page says so. */
async function deploymentAnchors(): Promise<Uint8Array | undefined> {
  try {
    return await bytesOf(await (await problemFetch('/pki/anchors.pem')).blob())
  } catch {
    return undefined
  }
}

function ask(worker: Worker, request: CheckRequest): Promise<CheckAnswer> {
  return new Promise((resolve) => {
    const stop = new AbortController()
    const settle = (answer: CheckAnswer) => {
      stop.abort()
      resolve(answer)
    }
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<CheckAnswer>) => {
        if (data.id === request.id) settle(data)
      },
      { signal: stop.signal },
    )
    worker.addEventListener('error', (event) => settle({ id: request.id, failure: event.message }), { signal: stop.signal })
    worker.postMessage(request)
  })
}
