/** Coming in for the first time (A1): data and consent, then a code to the phone, then a link to the address. */
import { randomUUID } from 'node:crypto'
import parsePhoneNumber from 'libphonenumber-js'
import { audit } from '../../audit/index.ts'
import { NotAcceptable, type Act, type Tx } from '../../platform/index.ts'
import { currentTerms, identifierTries, isTaken, normalEmail, passwordFaults, triesAllowed, type CodeDecision } from '../rules.ts'
import { claimsOf, idOfPhone, insertAccount, insertConsents, insertEmail } from '../store/accounts.ts'
import { countTry } from '../store/limits.ts'
import { closeRegistration, insertRegistration, lockRegistration, type Registration } from '../store/registrations.ts'
import { checkCode, sendCode, type CodeSending } from './codes.ts'
import { askToConfirm } from './emails.ts'
import { hashPassword } from './passwords.ts'
import { spendProofOfWork, type ProofOfWork } from './proofs.ts'
import { attemptKey, openSession, type OpenedSession } from './sessions.ts'

export type RegistrationRequest = {
  readonly email: string
  readonly phone: string
  readonly password: string
  readonly name: { readonly given: string; readonly family: string }
  readonly language: string
  readonly consents: { readonly termsVersion: string }
  readonly proofOfWork: ProofOfWork
}

export type RegistrationDecision =
  | { readonly kind: 'begun'; readonly id: string; readonly phone: string; readonly sending: CodeSending }
  | { readonly kind: 'refused'; readonly because: 'email.taken' | 'phone.taken' | 'too-many-tries' }

const purpose = 'accounts.registration'

export async function register(act: Act, request: RegistrationRequest): Promise<RegistrationDecision> {
  const email = normalEmail(request.email)
  const phone = normalPhone(request.phone, request.language)
  assertPassword(request.password)
  if (request.consents.termsVersion !== currentTerms.version) throw new NotAcceptable('consents.termsVersion', 'terms.outdated')
  const passwordHash = await hashPassword(request.password)
  // Nobody has an account yet, and whether an address or a number is taken shows only across all of them.
  return act.asSystem('registration').transaction(async (tx) => {
    const because = await whatIsTaken(tx, email, phone)
    if (because !== undefined) return { kind: 'refused', because }
    await spendProofOfWork(tx, request.proofOfWork)
    // Each registration sends a text message, and the number may be anybody's.
    const tries = await countTry(tx, attemptKey('registration', phone), identifierTries.within)
    if (!triesAllowed({ tries }, identifierTries)) return { kind: 'refused', because: 'too-many-tries' }
    const id = randomUUID()
    const { given, family } = request.name
    await insertRegistration(tx, {
      id,
      email,
      phone,
      givenName: given,
      familyName: family,
      language: request.language,
      passwordHash,
      termsVersion: request.consents.termsVersion,
      consentedFrom: act.origin.address,
    })
    const sending = await sendCode(tx, { purpose, subject: id, phone, language: request.language, text: 'accounts:sms.registration' })
    return { kind: 'begun', id, phone, sending }
  })
}

export type PhoneConfirmation =
  | Exclude<CodeDecision, { kind: 'right' }>
  | { readonly kind: 'refused'; readonly because: 'email.taken' | 'phone.taken' }
  | { readonly kind: 'done'; readonly accountId: string; readonly session: OpenedSession }
  | { readonly kind: 'unknown' }

/** The right code makes the account, signs it in, and sends the letter that confirms the address. */
export async function confirmPhone(act: Act, registrationId: string, code: string): Promise<PhoneConfirmation> {
  // The account is only now being made.
  return act.asSystem('registration').transaction(async (tx) => {
    const registration = await lockRegistration(tx, registrationId)
    if (registration === undefined || registration.accountId !== null) return { kind: 'unknown' }
    const decision = await checkCode(tx, purpose, registrationId, code)
    if (decision.kind !== 'right') return decision
    const because = await whatIsTaken(tx, registration.email, registration.phone)
    if (because !== undefined) return { kind: 'refused', because }
    const accountId = await makeAccount(tx, registration)
    return { kind: 'done', accountId, session: await openSession(tx, accountId) }
  })
}

async function makeAccount(tx: Tx, registration: Registration): Promise<string> {
  const accountId = randomUUID()
  const { email, phone, language, givenName, familyName, passwordHash } = registration
  await insertAccount(tx, { id: accountId, name: { given: givenName, middle: null, family: familyName }, phone, language, passwordHash })
  const emailId = await insertEmail(tx, accountId, email, null)
  await insertConsents(tx, accountId, registration.termsVersion, registration.consentedFrom)
  await closeRegistration(tx, registration.id, accountId)
  await askToConfirm(tx, { accountId, emailId, address: email, language, given: givenName })
  await audit.write(tx, 'account.registered', accountId, { terms: registration.termsVersion })
  return accountId
}

export async function resendRegistrationCode(act: Act, registrationId: string): Promise<CodeSending | { readonly kind: 'unknown' }> {
  // A registration has no account to act for yet.
  return act.asSystem('registration').transaction(async (tx) => {
    const registration = await lockRegistration(tx, registrationId)
    if (registration === undefined || registration.accountId !== null) return { kind: 'unknown' }
    const { phone, language } = registration
    return sendCode(tx, { purpose, subject: registrationId, phone, language, text: 'accounts:sms.registration' })
  })
}

async function whatIsTaken(tx: Tx, email: string, phone: string): Promise<'email.taken' | 'phone.taken' | undefined> {
  if (isTaken(await claimsOf(tx, email), tx.act.now)) return 'email.taken'
  return (await idOfPhone(tx, phone)) === undefined ? undefined : 'phone.taken'
}

/** E.164. By length only: numbering plans change faster than tables, and the code proves that the number works. */
export function normalPhone(text: string, language: string): string {
  const number = parsePhoneNumber(text, language === 'uk' ? 'UA' : {})
  if (number === undefined || !number.isPossible()) throw new NotAcceptable('phone', 'phone.invalid')
  return number.number
}

export function assertPassword(password: string): void {
  const [fault] = passwordFaults(password)
  if (fault !== undefined) throw new NotAcceptable('password', fault)
}
