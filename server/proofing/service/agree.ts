/** The issuing agreement: drawn when the decision is positive, read, then signed with a code by text message (D6). */
import type { Readable } from 'node:stream'
import { application as applicationSchema } from '@countersign/vault/protocol'
import { checkCode, findAccount, sendCode } from '../../accounts/index.ts'
import { audit } from '../../audit/index.ts'
import { findProduct } from '../../catalogue/index.ts'
import { events, NotFound, pdfFonts, ProblemError, type Act } from '../../platform/index.ts'
import { authoriseApplicant } from '../policy.ts'
import { applicationLife } from '../rules/index.ts'
import { findApplication, insertAgreement, lockAgreement, lockApplication, saveAgreement, saveApplication } from '../store.ts'
import { drawAgreement } from './draw-agreement.ts'

/** Idempotent: the first drawing stands, since its fingerprint is what will be signed. */
export async function prepareAgreement(act: Act, applicationId: string): Promise<void> {
  const found = await act.transaction(async (tx) => {
    const application = await findApplication(tx, applicationId)
    if (application?.state !== 'approved' || application.dossier === null || (await lockAgreement(tx, applicationId)) !== undefined) return undefined
    const [account, product] = [await findAccount(tx, application.account_id), await findProduct(tx, application.product_id)]
    return account && product ? { dossier: application.dossier, account, product } : undefined
  })
  if (found === undefined) return
  const { translate, storage, config } = act.platform
  const { subject } = applicationSchema.parse(JSON.parse(found.dossier))
  const text = (key: string, values: Record<string, unknown> = {}): string => translate(found.account.language, `proofing:agreement.${key}`, values)
  const date = new Intl.DateTimeFormat(found.account.language, { dateStyle: 'long', timeZone: 'UTC' }).format(act.now)
  const facts = Object.entries(subject).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[text(`facts.${name}`), value]]))
  const bytes = await drawAgreement(
    {
      title: text('title'),
      number: text('number', { number: applicationId.slice(0, 8), date }),
      facts: [...facts, [text('facts.validity'), text('days', { count: found.product.validityDays })]],
      paragraphs: ['subject', 'keys', 'secrets', 'revocation', 'law', 'signing'].map((paragraph) => text(`paragraphs.${paragraph}`, { url: config.publicUrl })),
      foot: text('foot', { number: applicationId.slice(0, 8) }),
    },
    await pdfFonts(),
    act.now,
  )
  const object = await storage.put(bytes, { maximumBytes: bytes.length })
  await act.transaction(async (tx) => {
    await insertAgreement(tx, applicationId, object)
    await audit.write(tx, 'agreement.prepared', applicationId, { sha256: object.sha256 })
  })
}

export async function readAgreement(act: Act, applicationId: string): Promise<{ contents: Readable; sha256: string; size: number }> {
  const agreement = await act.transaction(async (tx) => {
    authoriseApplicant(act.actor, await findApplication(tx, applicationId))
    return lockAgreement(tx, applicationId)
  })
  if (agreement === undefined) throw new NotFound('agreement')
  return { contents: act.platform.storage.read(agreement.object), sha256: agreement.sha256, size: agreement.object.size }
}

export type AgreementCodeSending = { readonly kind: 'sent'; readonly to: string; readonly nextAt: Date } | { readonly kind: 'too-soon'; readonly nextAt: Date }

const codePurpose = 'proofing.agreement'

export async function sendAgreementCode(act: Act, applicationId: string): Promise<AgreementCodeSending> {
  return act.transaction(async (tx) => {
    const application = authoriseApplicant(act.actor, await lockApplication(tx, applicationId))
    const agreement = await lockAgreement(tx, applicationId)
    if (application.state !== 'approved' || agreement === undefined) throw new ProblemError(409, 'agreement.not-ready')
    const account = await findAccount(tx, application.account_id)
    const phone = account?.phone
    if (account === undefined || phone === undefined || phone === null) throw new ProblemError(409, 'agreement.no-phone')
    // Codes are nobody's to read, the person they are for included.
    const sending = await tx.asSystem(() =>
      sendCode(tx, {
        purpose: codePurpose,
        subject: applicationId,
        phone,
        language: account.language,
        text: 'proofing:sms.agreement',
        values: { fingerprint: agreement.sha256.slice(0, 8) },
      }),
    )
    if (sending.kind === 'too-soon') return sending
    await audit.write(tx, 'agreement.code-sent', applicationId)
    return { kind: 'sent', to: `…${phone.slice(-4)}`, nextAt: sending.nextAt }
  })
}

export type Agreeing =
  | { readonly kind: 'agreed' }
  | { readonly kind: 'refused'; readonly because: 'not-read' | 'code-wrong' | 'code-expired' | 'code-spent'; readonly triesLeft?: number }

/** The fingerprint is sent back, so it is this agreement and no other that the code signs. */
export async function signAgreement(act: Act, applicationId: string, given: { readonly code: string; readonly sha256: string }): Promise<Agreeing> {
  return act.transaction(async (tx) => {
    const application = authoriseApplicant(act.actor, await lockApplication(tx, applicationId))
    const agreement = await lockAgreement(tx, applicationId)
    if (application.state !== 'approved' || agreement === undefined) throw new ProblemError(409, 'agreement.not-ready')
    if (agreement.sha256 !== given.sha256) return { kind: 'refused', because: 'not-read' }
    const judged = await tx.asSystem(() => checkCode(tx, codePurpose, applicationId, given.code))
    if (judged.kind !== 'right') return { kind: 'refused', because: `code-${judged.kind}`, ...('triesLeft' in judged && { triesLeft: judged.triesLeft }) }
    const account = await findAccount(tx, application.account_id)
    await saveAgreement(tx, applicationId, { signed_at: act.now, signed_phone: account?.phone ?? null })
    await saveApplication(tx, applicationId, { state: applicationLife.approved.agree })
    await events.emit(tx, { type: 'agreement.signed', applicationId })
    await audit.write(tx, 'agreement.signed', applicationId, { sha256: agreement.sha256, phoneEnding: account?.phone?.slice(-4) })
    return { kind: 'agreed' }
  })
}
