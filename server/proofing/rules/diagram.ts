/** docs/flows/application.md, drawn from the tables. `node server/proofing/rules/diagram.ts` writes it; a test compares. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { orderLife } from '../../orders/index.ts'
import { lifeDiagram } from '../../platform/index.ts'
import { applicationLife } from './application.ts'

export const flowFile = join(import.meta.dirname, '../../../docs/flows/application.md')

export function applicationFlow(): string {
  return `# From a voucher to keys

Drawn from the tables in server/proofing/rules/application.ts and server/orders/rules.ts. A way out that is not drawn here does not exist.

## The application

${lifeDiagram(applicationLife, 'draft')}

| step | who | what is written in one transaction | if power fails here |
| --- | --- | --- | --- |
| open | applicant | the voucher is spent, the order is paid, the application is a draft | nothing has happened; the voucher is whole |
| fill in | applicant, on any device | each part as it is typed; a picture is in storage before its row | a stored picture that no row refers to |
| submit | applicant | state, time (the 24 hours begin) | nothing has happened |
| take, recommend | agent, never the applicant | each picture judged, checklist; a positive one freezes the dossier as canonical JSON | nothing has happened |
| approve | verifier, neither applicant nor agent | the decision, signed by the verifier's own key in the vault over that dossier's digest | a signature that nothing refers to; the verifier signs again |
| agreement | job \`prepare-agreement\` | the PDF, once | the job runs again; the first drawing stands |
| agree | applicant | the code from the text message is spent, the agreement's fingerprint is in the audit log | nothing has happened |
| cloud key | applicant | the key made in the vault under the sealed PIN; job to certify | a key in the vault that no row refers to; the applicant chooses a PIN again |
| file key | applicant's browser | the public key and the cloud key's signature over it; job to certify | nothing has happened |
| certify | job \`issue-key-certificate\` | first the exact bytes to be signed, then, after the vault has checked lint, dossier and decision and signed, the certificate | the job runs again and asks for the same bytes |

A negative or deferred outcome carries its reason to the applicant; a deferred application is corrected and sent in again. Nothing can be issued from either: the vault signs only over a positive decision that an enrolled verifier has signed.

## The order

${lifeDiagram(orderLife, 'placed')}
`
}

if (import.meta.main) writeFileSync(flowFile, applicationFlow())
