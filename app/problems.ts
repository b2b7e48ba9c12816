/** A problem as it leaves: RFC 9457, in the caller's language. */
import { type FieldError, Internal, Problem } from '#kernel/contract.ts'
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
    message: sentences.say(locale, `field.${it.code}`, it.facts) ?? it.code,
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

/** What a thrown thing is to the caller: itself when it is a problem, else a bug without details. */
export function asProblem(error: unknown, requestId: string): Problem {
  return error instanceof Problem ? error : Internal({ requestId })
}
