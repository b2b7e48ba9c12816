/** The words of letting an administrator of the installation in: for an hour, for a reason, seen by everybody who manages. */
import * as z from 'zod/mini'
import { endpoint, event, problem } from '#kernel/contract.ts'
import { Instant } from '#kernel/time.ts'

export const SUPPORT_MINUTES = 60
export const SUPPORT_REASON_MAX = 500

export const SupportAccess = z.object({
  /** Who let them in. */
  by: z.nullable(z.string()),
  reason: z.string(),
  mayWrite: z.boolean(),
  grantedAt: Instant,
  expiresAt: Instant,
})
export type SupportAccess = z.output<typeof SupportAccess>

/** An access is open already: it is ended first. */
export const SupportOpen = problem('support/open', 409)
/** None is open any more. */
export const SupportEnded = problem('support/ended', 409)

const Done = z.object({ done: z.literal(true) })

export const readSupport = endpoint('GET /support', {
  may: 'support.read',
  input: z.object({}),
  /** `now` lets a browser whose clock is wrong count down all the same. */
  reply: z.object({ open: z.nullable(SupportAccess), now: Instant }),
})
export const grantSupport = endpoint('POST /support', {
  may: 'support.grant',
  input: z.object({
    reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(SUPPORT_REASON_MAX)),
    mayWrite: z._default(z.boolean(), false),
  }),
  reply: Done,
  problems: [SupportOpen],
  evenClosed: true,
})
export const endSupport = endpoint('POST /support/end', {
  may: 'support.grant',
  input: z.object({}),
  reply: Done,
  problems: [SupportEnded],
  evenClosed: true,
})

export const supportGranted = event('support/access-granted', z.object({ expiresAt: Instant }))
