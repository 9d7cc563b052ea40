import { toBase64 } from '@countersign/engine/bytes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem } from '../app/problems.ts'
import type { As, DocumentPage } from '../documents/queries.ts'
import { type ChosenKey, signerOf } from './chosenKey.ts'
import { signDocument, type SigningStep } from './signDocument.ts'
import { prepareSigning, signingServer } from './signingServer.ts'

export type Standing = { readonly kind: 'may-sign' } | { readonly kind: 'refused'; readonly reasons: readonly string[] }
export type Progress = { readonly step: SigningStep; readonly share: number }

/** May this key sign here (asked before any PIN), and the signing itself. */
export function useSigning(document: DocumentPage, as: As, chosen: ChosenKey | undefined) {
  const queries = useQueryClient()
  const [progress, setProgress] = useState<Progress>()
  const certificate = chosen?.key.certificate
  const standing = useQuery({
    queryKey: ['signing-standing', document.id, as, certificate?.sha256],
    queryFn: () => standingOf(document.id, as, certificate?.der ?? new Uint8Array()),
    enabled: certificate !== undefined,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const sign = useMutation({
    mutationFn: async ({ key, pin }: { readonly key: ChosenKey; readonly pin: string }) => {
      const server = signingServer(document.id, as, (share) => setProgress({ step: 'read', share }))
      return signDocument(server, await signerOf(key, pin), (step) => setProgress({ step, share: 0 }))
    },
    // Also after a failure: where only the answer was lost, the signature stands, and the page says so.
    onSettled: () => {
      setProgress(undefined)
      return queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'signing-standing' })
    },
  })
  const refusal = reasonsOf(sign.error)
  return { standing, sign, progress, reasons: refusal ?? (standing.data?.kind === 'refused' ? standing.data.reasons : undefined) }
}

async function standingOf(id: string, as: As, certificate: Uint8Array): Promise<Standing> {
  try {
    await prepareSigning(id, as, toBase64(certificate), 'sha256')
    return { kind: 'may-sign' }
  } catch (error) {
    const reasons = reasonsOf(error)
    if (reasons === undefined) throw error
    return { kind: 'refused', reasons }
  }
}

/** Every reason at once, as the server names them. */
function reasonsOf(error: unknown): readonly string[] | undefined {
  if (!(error instanceof Problem) || error.code !== 'signing.refused') return undefined
  const reasons = error.facts['reasons']
  return Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string') : []
}
