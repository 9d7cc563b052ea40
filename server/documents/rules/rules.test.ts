import { describe, expect, it } from 'vitest'
import {
  cleanName,
  decideAct,
  decideOpening,
  decideRecall,
  decideSending,
  isReadyToComplete,
  titleOf,
  toInvite,
  whoseTurn,
  type Document,
  type Participant,
  type PersonId,
} from './index.ts'

const initiator = 'initiator' as PersonId
const supplier = 'supplier' as PersonId
const now = new Date('2026-03-02T10:00:00Z')

function participant(id: string, role: Participant['role'], order: number, state: Participant['state'] = 'invited'): Participant {
  return {
    id,
    role,
    order,
    state,
    accountId: null,
    email: `${id}@example.com`,
    name: id,
    language: 'en',
    taxNumber: null,
    taxCountry: null,
    invitedAt: null,
    openedAt: null,
    actedAt: null,
    declineReason: null,
  }
}

const open = (...participants: Participant[]): Pick<Document, 'state' | 'participants'> => ({ state: 'open', participants })
const ids = (list: readonly Participant[]): string[] => list.map(({ id }) => id)

describe('whose turn it is', () => {
  it('is the approvers before the signers, the signers before those who acknowledge', () => {
    const people = [participant('sign', 'signer', 1), participant('approve', 'approver', 9), participant('read', 'acknowledger', 1)] as const
    const [signer, approver, reader] = people
    expect(ids(whoseTurn(open(...people)))).toEqual(['approve'])
    expect(ids(whoseTurn(open(signer, { ...approver, state: 'approved' }, reader)))).toEqual(['sign'])
    expect(ids(whoseTurn(open({ ...signer, state: 'signed' }, { ...approver, state: 'approved' }, reader)))).toEqual(['read'])
  })
  it('is everyone of the lowest order number that is left, side by side', () => {
    expect(ids(whoseTurn(open(participant('a', 'signer', 1), participant('b', 'signer', 1), participant('c', 'signer', 2))))).toEqual(['a', 'b'])
    expect(ids(whoseTurn(open(participant('a', 'signer', 1, 'signed'), participant('b', 'signer', 1), participant('c', 'signer', 2))))).toEqual(['b'])
  })
  it('is nobody’s while the document is not open', () => {
    expect(whoseTurn({ state: 'draft', participants: [participant('a', 'signer', 1)] })).toEqual([])
  })
  it('invites observers at once and the others when their turn comes', () => {
    expect(
      ids(toInvite(open(participant('a', 'signer', 1, 'waiting'), participant('b', 'signer', 2, 'waiting'), participant('see', 'observer', 1, 'waiting')))),
    ).toEqual(['a', 'see'])
  })
  it('lets nobody act early, twice, or in another role', () => {
    const first = participant('a', 'signer', 1)
    const second = participant('b', 'signer', 2, 'waiting')
    expect(decideAct(open(first, second), second, 'sign')).toEqual({ kind: 'refused', because: 'not-your-turn' })
    expect(decideAct(open(first, second), first, 'approve')).toEqual({ kind: 'refused', because: 'not-your-role' })
    const done = { ...first, state: 'signed' } as const
    expect(decideAct(open(done, second), done, 'sign')).toEqual({ kind: 'refused', because: 'already-done' })
    expect(decideAct({ ...open(first), state: 'recalled' }, first, 'sign')).toEqual({ kind: 'refused', because: 'document-not-open' })
  })
})

describe('completing a document', () => {
  const signature = {
    id: 's',
    participantId: 'a',
    signer: supplier,
    certificateSha256: '',
    signedAt: now,
    timestampedAt: null,
    trouble: null,
    recalledAt: null,
  } as unknown as Document['signatures'][number]
  it('waits until the evidence of every signature is whole', () => {
    const signed = open(participant('a', 'signer', 1, 'signed'), participant('see', 'observer', 1))
    expect(isReadyToComplete({ ...signed, awaitsPdf: false, signatures: [{ ...signature, level: 'T' }] })).toBe(false)
    expect(isReadyToComplete({ ...signed, awaitsPdf: false, signatures: [{ ...signature, level: 'LT' }] })).toBe(true)
    expect(isReadyToComplete({ ...signed, awaitsPdf: true, signatures: [{ ...signature, level: 'LT' }] })).toBe(false)
  })
})

describe('taking a document back', () => {
  const sentBy = (state: Document['state'], ...signers: PersonId[]): Parameters<typeof decideRecall>[0] => ({
    state,
    initiator,
    signatures: signers.map((signer) => ({ signer, recalledAt: null })),
  })
  it('is free while only the initiator has signed', () => {
    expect(decideRecall(sentBy('open', initiator), initiator)).toEqual({ kind: 'allowed' })
  })
  it('needs the consent of everyone else who signed', () => {
    expect(decideRecall(sentBy('open', initiator, supplier), initiator)).toEqual({ kind: 'needs-consent', of: [supplier] })
  })
  it('is nobody else’s right, and pointless once it is over', () => {
    expect(decideRecall(sentBy('open'), supplier)).toEqual({ kind: 'refused', because: 'not-initiator' })
    expect(decideRecall(sentBy('declined', supplier), initiator)).toEqual({ kind: 'refused', because: 'not-open' })
  })
})

describe('sending a document', () => {
  it('asks for somebody who acts, each once, and a deadline to come', () => {
    const draft = (...participants: Participant[]): Pick<Document, 'state' | 'participants'> => ({ state: 'draft', participants })
    const signer = participant('a', 'signer', 1)
    expect(decideSending(draft(participant('see', 'observer', 1)), { deadline: null, now })).toMatchObject({ because: 'nobody-asked-to-act' })
    expect(decideSending(draft(signer, { ...signer, email: 'A@example.com' }), { deadline: null, now })).toMatchObject({ because: 'participant-twice' })
    expect(decideSending(draft(signer), { deadline: now, now })).toMatchObject({ because: 'deadline-has-passed' })
    expect(decideSending(open(signer), { deadline: null, now })).toMatchObject({ because: 'not-a-draft' })
    expect(decideSending(draft(signer), { deadline: null, now })).toEqual({ kind: 'allowed' })
  })
})

describe('a file’s name', () => {
  it('is never a path, has nothing invisible and one spelling', () => {
    expect(cleanName('../../etc/passwd')).toBe('passwd')
    expect(cleanName('C:\\Temp\\Договір № 14.pdf')).toBe('Договір № 14.pdf')
    expect(cleanName('invoice\u202Efdp.exe\0')).toBe('invoicefdp.exe')
    expect(cleanName('и\u0306.pdf')).toBe('й.pdf')
    expect(cleanName(' .. ')).toBe('')
  })
  it('is cut in the middle, so that its ending stays', () => {
    const name = cleanName(`${'ї'.repeat(300)}.docx`)
    expect(Array.from(name)).toHaveLength(200)
    expect(name.endsWith('ї.docx')).toBe(true)
    expect(titleOf('Supply contract 14.pdf')).toBe('Supply contract 14')
  })
})

describe('the link of an invitation', () => {
  const link = { participantId: 'p', spentAt: null, expiresAt: new Date('2026-04-01T00:00:00Z') }
  it('opens once and in time', () => {
    expect(decideOpening(link, now)).toEqual({ kind: 'allowed' })
    expect(decideOpening({ ...link, spentAt: now }, now)).toEqual({ kind: 'refused', because: 'spent' })
    expect(decideOpening(link, new Date('2026-04-01T00:00:00Z'))).toEqual({ kind: 'refused', because: 'expired' })
  })
})
