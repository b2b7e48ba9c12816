/** A problem as it leaves: RFC 9457, in the caller's language. */
import {
  WorkspaceBlocked,
  WorkspaceCancelled,
  WorkspaceClosed,
  WorkspacePaused,
  WorkspaceUnpaid,
} from '#kernel/call.ts'
import { type FieldError, Internal, Problem, problem } from '#kernel/contract.ts'
import { StillRunning } from '#kernel/idempotency.ts'
import type { Sentences } from '#kernel/sentences.ts'

export function problemBody(
  problem: Problem,
  sentences: Sentences,
  locale: string,
  requestId: string,
): Record<string, unknown> {
  const { code, status, facts } = problem
  const errors = (facts['errors'] as FieldError[] | undefined)?.map((it) => ({
    ...it,
    message: fieldSentence(sentences, locale, it),
  }))
  return {
    ...facts,
    type: `/problems/${code}`,
    title: sentences.say(locale, code, facts) ?? code,
    status,
    code,
    instance: requestId,
    ...(errors ? { errors } : {}),
  }
}

/** The shell speaks of the faults of any shape (`field.…`); a part has words of its own for its own codes. */
function fieldSentence(sentences: Sentences, locale: string, { code, facts }: FieldError): string {
  return sentences.say(locale, `field.${code}`, facts) ?? sentences.say(locale, code, facts) ?? code
}

/** What a thrown thing is to the caller: itself when it is a problem, else a bug without details. */
export function asProblem(error: unknown, requestId: string): Problem {
  return error instanceof Problem ? error : Internal({ requestId })
}

/** An unsafe request with a cookie came from another site. */
export const CrossSite = problem('cross-site', 403)
export const FileMissing = problem('file-missing', 400)
/** What arrived is not even a request. */
export const NotHttp = problem('not-http', 400)
export const UnsupportedMedia = problem('unsupported-media-type', 415)

/** What no contract names because any endpoint may answer it. */
export const serverProblems = [
  CrossSite,
  FileMissing,
  NotHttp,
  UnsupportedMedia,
  WorkspaceBlocked,
  WorkspaceCancelled,
  WorkspaceClosed,
  WorkspacePaused,
  WorkspaceUnpaid,
  StillRunning,
]
