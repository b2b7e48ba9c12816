/** What is promised to who asks, and what came of it. */
import * as z from 'zod/mini'
import { endpoint } from '#kernel/contract.ts'
import { Instant } from '#kernel/time.ts'
import { Priority, TicketState } from '../tickets/contract.ts'
import { priorities } from '../tickets/rules.ts'

const works = { may: 'tickets.work' } as const
export const Target = z.object({
  priority: Priority,
  firstHours: z.int().check(z.minimum(1), z.maximum(400)),
  resolveDays: z.int().check(z.minimum(1), z.maximum(100)),
})
export const Targets = z.object({
  version: z.int(),
  since: z.nullable(Instant),
  targets: z.array(Target),
})
export const readTargets = endpoint('GET /tickets/targets', {
  ...works,
  input: z.object({}),
  reply: Targets,
})
/** Holds for tickets that are opened from now on. */
export const changeTargets = endpoint('PUT /tickets/targets', {
  may: 'tickets.manage',
  input: z.object({ targets: z.array(Target).check(z.length(priorities.length)) }),
  reply: Targets,
})
const Kept = z.object({ kept: z.int(), late: z.int() })
export const readReport = endpoint('GET /tickets/report', {
  ...works,
  input: z.object({ days: z._default(z.int().check(z.minimum(1), z.maximum(366)), 30) }),
  reply: z.object({
    /** Now. */
    living: z.array(z.object({ state: TicketState, count: z.int() })),
    /** Of the tickets opened in these days. */
    opened: z.int(),
    first: Kept,
    resolution: Kept,
    ratings: z.array(z.object({ score: z.int(), count: z.int() })),
  }),
})
