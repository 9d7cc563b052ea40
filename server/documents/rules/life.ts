/**
 * What may become of a document and of each participant in it. Pure. Source: promises F3, F6, F11.
 * Diagrams in docs/flows/document.md are generated from these tables.
 */

/** Every state and every way out of it. */
export const documentLife = {
  draft: { send: 'open', discard: 'discarded' },
  open: { complete: 'completed', decline: 'declined', recall: 'recalled', expire: 'expired' },
  completed: { agreeRecall: 'recalled', void: 'voided' },
  declined: {},
  recalled: {},
  expired: { extend: 'open' },
  voided: {},
  discarded: {},
} as const satisfies Record<string, Record<string, string>>

export type DocumentState = keyof typeof documentLife
export type DocumentEvent<S extends DocumentState> = keyof (typeof documentLife)[S]

/** `waiting` is before their turn; `invited` means it has come. An observer stays `invited` or `opened`: nothing is asked of them. */
export const participantLife = {
  waiting: { invite: 'invited' },
  invited: { open: 'opened', approve: 'approved', sign: 'signed', acknowledge: 'acknowledged', decline: 'declined' },
  opened: { approve: 'approved', sign: 'signed', acknowledge: 'acknowledged', decline: 'declined' },
  approved: {},
  signed: {},
  acknowledged: {},
  declined: {},
} as const satisfies Record<string, Record<string, string>>

export type ParticipantState = keyof typeof participantLife

/** What each role is asked to do, and which word their state becomes when they have done it. */
export const roleActs = {
  approver: { act: 'approve', done: 'approved' },
  signer: { act: 'sign', done: 'signed' },
  acknowledger: { act: 'acknowledge', done: 'acknowledged' },
  observer: { act: null, done: null },
} as const satisfies Record<string, { act: string | null; done: ParticipantState | null }>

export type ParticipantRole = keyof typeof roleActs
export type ParticipantAct = Exclude<(typeof roleActs)[ParticipantRole]['act'], null>

export const documentStates = Object.keys(documentLife) as DocumentState[]
export const participantStates = Object.keys(participantLife) as ParticipantState[]
export const participantRoles = Object.keys(roleActs) as ParticipantRole[]
