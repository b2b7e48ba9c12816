/** What a part that prints may answer. */
import { problem } from '#kernel/contract.ts'

/** This installation has no engine that lays pages out. */
export const PrintingUnavailable = problem('documents/unavailable', 503)
/** So much that it was stopped: it took too long, or too much memory. */
export const DocumentTooHeavy = problem('documents/too-heavy', 422)
