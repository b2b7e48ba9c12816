/** «Are you content?», asked of somebody from outside by a mail: the link is signed, and no log-in is needed. */
import * as z from 'zod/mini'
import { endpoint, event, NotFound, problem, WrongState } from '#kernel/contract.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { AlreadyRated } from '../tickets/contract.ts'

/** It was changed on its way, or was never one of ours. */
export const RatingLinkWrong = problem('rating/link-wrong', 404)
export const RatingLinkOver = problem('rating/link-over', 410)

const Token = z.string().check(z.minLength(1), z.maxLength(200))
export const Asked = z.object({
  /** Who asks. */
  house: z.string(),
  number: z.int(),
  title: z.string(),
  resolvedAt: z.nullable(Instant),
  /** What was answered, once it was. */
  score: z.nullable(z.int()),
})
export type Asked = z.output<typeof Asked>

const anybody = { may: 'anyone', rate: { max: 120, windowMs: HOUR } } as const
export const readAskedRating = endpoint('GET /rating', {
  ...anybody,
  input: z.object({ token: Token }),
  reply: Asked,
  problems: [NotFound, RatingLinkWrong, RatingLinkOver],
})
/** One answer, which stays. */
export const rateByLink = endpoint('POST /rating', {
  ...anybody,
  input: z.object({
    token: Token,
    score: z.int().check(z.minimum(1), z.maximum(5)),
    words: z._default(z.string().check(z.trim(), z.maxLength(1000)), ''),
  }),
  reply: Asked,
  problems: [NotFound, RatingLinkWrong, RatingLinkOver, WrongState, AlreadyRated],
})

/** A visitor's ticket is closed. */
export const ratingDue = event('support/rating-due', z.object({ ticketId: z.uuid() }))
