/** The door of documents: what they are, who is asked, how they end. Signing and archive come in here. */
export { withGuests } from './guest-cookie.ts'
export { documentsJobs } from './jobs.ts'
export { disposition, sendFile } from './routes/send-file.ts'
export { documentId, documentShape, showDocument } from './routes/shapes.ts'
export { documentsRoutes } from './routes/index.ts'
export {
  decideAct,
  takesPdfSignature,
  titleOf,
  type DocumentState,
  type Document,
  type Participant,
  type Signature,
  type SignatureLevel,
  type SignerFacts,
} from './rules/index.ts'
export { ownParticipant } from './service/participate.ts'
export { noteLevel, notePdfRaised, noteTrouble, recordSignature } from './service/sign.ts'
export { readable } from './service/view.ts'
export { findDocument, findView, lockDocument } from './store.ts'
