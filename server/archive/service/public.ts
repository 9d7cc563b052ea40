/** What the code on a paper copy leads to: who signed and when, for whoever holds the paper. No numbers, no contents, no addresses. */
import { findDocument, type DocumentState } from '../../documents/index.ts'
import { NotFound, type Act } from '../../platform/index.ts'
import { standing } from './texts.ts'

export type PublicVerdict = {
  readonly state: DocumentState
  readonly sha256: string
  readonly signatures: readonly {
    readonly name: string
    readonly organisation: string | null
    readonly certificateSha256: string
    readonly signedAt: Date
    readonly timestampedAt: Date | null
    readonly level: string
  }[]
}

/** Under the system's own hand: the document's random id, printed on the copy, is the key. Unsigned documents do not exist here. */
export async function publicVerdict(act: Act, id: string): Promise<PublicVerdict> {
  return act.asSystem('public-verdict').transaction(async (tx) => {
    const document = await findDocument(tx, id)
    const signatures = standing(document).map(({ facts, certificateSha256, signedAt, timestampedAt, level }) => ({
      name: facts.name,
      organisation: facts.organisation,
      certificateSha256,
      signedAt,
      timestampedAt,
      level,
    }))
    if (signatures.length === 0) throw new NotFound('document')
    return { state: document.state, sha256: document.original.sha256, signatures }
  })
}
