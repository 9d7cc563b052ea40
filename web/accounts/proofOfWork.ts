/** A second or two of computing that a registration costs (promise A6): begun when the page opens, done before the form is filled in. */
import type { Challenge, Solution } from 'altcha-lib'
import { useEffect, useRef } from 'react'
import { api } from '../app/api.ts'

export type ProofOfWork = { readonly challenge: Challenge; readonly solution: Solution }

async function prove(signal: AbortSignal): Promise<ProofOfWork> {
  const challenge = await api.get<Challenge>('/api/proof-of-work', { signal })
  const worker = new Worker(new URL('./proofOfWork.worker.ts', import.meta.url), { type: 'module' })
  try {
    const solution = await new Promise<Solution | null>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : new Error('given up')))
      worker.onerror = () => reject(new Error('the proof of work could not be computed'))
      worker.onmessage = ({ data }: MessageEvent<Solution | null>) => resolve(data)
      worker.postMessage(challenge)
    })
    if (solution === null) throw new Error('the proof of work took too long')
    return { challenge, solution }
  } finally {
    worker.terminate()
  }
}

/** `proof()` waits for what is already under way; `again()` begins anew, when the server has refused the old one. */
export function useProofOfWork() {
  const running = useRef<{ readonly stop: AbortController; readonly proof: Promise<ProofOfWork> }>(undefined)
  const begin = () => {
    running.current?.stop.abort()
    const stop = new AbortController()
    const proof = prove(stop.signal)
    // Whoever asks hears of it; until then it is nobody's business.
    proof.catch(() => undefined)
    running.current = { stop, proof }
    return proof
  }
  useEffect(() => {
    void begin().catch(() => undefined)
    return () => {
      running.current?.stop.abort()
      running.current = undefined
    }
  }, [])
  return {
    proof: async (): Promise<ProofOfWork> => (running.current?.proof ?? begin()).catch(() => begin()),
    again: () => void begin().catch(() => undefined),
  }
}
