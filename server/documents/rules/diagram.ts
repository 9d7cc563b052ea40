/** docs/flows/document.md, drawn from the tables. `node server/documents/rules/diagram.ts` writes it; a test compares. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lifeDiagram } from '../../platform/index.ts'
import { documentLife, participantLife } from './life.ts'

export const flowFile = join(import.meta.dirname, '../../../docs/flows/document.md')

export function documentFlow(): string {
  return `# What may become of a document

Drawn from the tables in server/documents/rules/life.ts. A way out that is not drawn here does not exist.

${lifeDiagram(documentLife, 'draft')}

A document completes by itself: everyone who was asked has acted, and the evidence of every signature is whole (see sign.md).

## Each participant

${lifeDiagram(participantLife, 'waiting')}

Approvers act before signers, signers before those who acknowledge; within a role a lower order number before a higher one, equal numbers side by side.
A participant is invited, by a one-time link, when their turn has come; until then they know nothing. Observers are invited at the sending and asked nothing.
One "decline" ends the document for everyone.
`
}

if (import.meta.main) writeFileSync(flowFile, documentFlow())
