/** Reports: a message that somebody found wrong is hidden until a moderator has looked. */
import * as z from 'zod/mini'
import { endpoint, NotFound, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { Participant } from '../conversations/contract.ts'
import { kinds } from '../conversations/rules.ts'

export const Reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(500))
export const ReportState = z.enum(['open', 'kept', 'removed', 'withdrawn'])

export const Report = z.object({
  id: z.uuid(),
  messageId: z.uuid(),
  state: ReportState,
  reason: z.string(),
  /** What was reported, as it read then. */
  body: z.string(),
  /** How many files hang on it. */
  files: z.int(),
  author: Participant,
  reporter: Participant,
  conversation: z.object({ id: z.uuid(), kind: z.enum(kinds), subject: z.string() }),
  postedAt: Instant,
  createdAt: Instant,
  decidedAt: z.nullable(Instant),
})
export type Report = z.output<typeof Report>

export const OwnMessage = problem('messaging/own-message', 422)

/** By somebody who reads it: it is hidden for all until it was looked at. */
export const reportMessage = endpoint('POST /messages/{messageId}/reports', {
  may: 'messaging.read',
  input: z.object({ messageId: z.uuid(), reason: Reason }),
  reply: z.object({ done: z.literal(true) }),
  status: 201,
  problems: [NotFound, WrongState, OwnMessage],
  rate: { max: 30, windowMs: HOUR },
})
/** Those that wait, or those that were looked at. */
export const listReports = endpoint('GET /messages/reports', {
  may: 'messaging.moderate',
  input: z.object({ view: z._default(z.enum(['open', 'decided']), 'open'), ...paging }),
  reply: pageOf(Report),
})
const deciding = {
  may: 'messaging.moderate',
  input: z.object({ reportId: z.uuid() }),
  reply: Report,
  problems: [NotFound, WrongState],
}
/** It stands again, and cannot be reported any more. */
export const keepMessage = endpoint('POST /messages/reports/{reportId}/keep', deciding)
/** Its words go for good. */
export const removeMessage = endpoint('POST /messages/reports/{reportId}/remove', deciding)
