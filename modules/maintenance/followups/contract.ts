/** The words of follow-up actions: what has to be put right, who does it until when, and who looks at it after. */
import * as z from 'zod/mini'
import { endpoint, event, KeyReused, problem, topic, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant } from '#kernel/time.ts'

export const FollowupState = z.enum([
  'open',
  'assigned',
  'in_progress',
  'done',
  'verified',
  'cancelled',
])
export type FollowupState = z.output<typeof FollowupState>
export const FollowupOrigin = z.enum(['nonconformity', 'fault', 'office'])
export const Priority = z.enum(['low', 'normal', 'high'])

const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
const Words = (max: number) => z.string().check(z.trim(), z.maxLength(max))
const Reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(2000))
const Day = z.iso.date().check(z.regex(/^[12]\d{3}-/))
const Named = z.object({ id: z.uuid(), name: z.string() })

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** Nobody here who works on such things. */
export const CannotTakeOn = problem('followups/cannot-take-on', 422)
export const PlaceUnknown = problem('followups/place-unknown', 422)

// ── views ───────────────────────────────────────────────────────────────────────────────────────

const line = {
  id: z.uuid(),
  state: FollowupState,
  origin: FollowupOrigin,
  title: z.string(),
  priority: Priority,
  site: z.nullable(Named),
  equipment: z.nullable(Named),
  assignee: z.nullable(Named),
  dueOn: z.nullable(z.string()),
  isOverdue: z.boolean(),
  createdAt: Instant,
}
export const Followup = z.object(line)
export type Followup = z.output<typeof Followup>

export const followupMoves = ['assign', 'begin', 'finish', 'verify', 'sendBack', 'cancel'] as const
export const FollowupView = z.object({
  ...line,
  words: z.string(),
  contact: z.string(),
  /** Where it was found; null when the reader may not look there. */
  execution: z.nullable(z.object({ id: z.uuid(), title: z.string() })),
  stepKey: z.nullable(z.string()),
  creator: z.nullable(Named),
  doneAt: z.nullable(Instant),
  history: z.array(
    z.object({
      move: z.enum([...followupMoves, 'raise']),
      by: z.nullable(z.string()),
      words: z.string(),
      at: Instant,
    }),
  ),
  /** What the reader may do with it now. */
  moves: z.array(z.enum(followupMoves)),
  technicians: z.array(Named),
})
export type FollowupView = z.output<typeof FollowupView>

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────

const One = { followupId: z.uuid() }

export const listFollowups = endpoint('GET /followups', {
  may: 'followups.read',
  input: z.object({
    state: z.optional(z.union([FollowupState, z.literal('unfinished')])),
    siteId: z.optional(z.uuid()),
    equipmentId: z.optional(z.uuid()),
    assigneeId: z.optional(z.uuid()),
    isMine: z.optional(z.boolean()),
    isOverdue: z.optional(z.boolean()),
    ...paging,
  }),
  reply: pageOf(Followup),
})
export const readFollowup = endpoint('GET /followups/{followupId}', {
  may: 'followups.read',
  input: z.object(One),
  reply: FollowupView,
})
/** Written down by the office, without an execution. */
export const createFollowup = endpoint('POST /followups', {
  may: 'followups.work',
  input: z.object({
    id: z.optional(z.uuid()),
    title: Title,
    words: z._default(Words(5000), ''),
    priority: z._default(Priority, 'normal'),
    siteId: z.optional(z.uuid()),
    equipmentId: z.optional(z.uuid()),
    dueOn: z.optional(Day),
  }),
  reply: FollowupView,
  status: 201,
  problems: [KeyReused, PlaceUnknown],
})
export const changeFollowup = endpoint('PATCH /followups/{followupId}', {
  may: 'followups.manage',
  input: z.object({
    ...One,
    title: z.optional(Title),
    priority: z.optional(Priority),
    dueOn: z.optional(z.nullable(Day)),
  }),
  reply: FollowupView,
  problems: [WrongState],
})
/** To a technician, or from one to the next. */
export const assignFollowup = endpoint('POST /followups/{followupId}/assign', {
  may: 'followups.manage',
  input: z.object({ ...One, memberId: z.uuid(), dueOn: z.optional(Day) }),
  reply: FollowupView,
  problems: [WrongState, CannotTakeOn],
})
export const beginFollowup = endpoint('POST /followups/{followupId}/begin', {
  may: 'followups.work',
  input: z.object(One),
  reply: FollowupView,
  problems: [WrongState],
})
export const finishFollowup = endpoint('POST /followups/{followupId}/finish', {
  may: 'followups.work',
  input: z.object({ ...One, words: Reason }),
  reply: FollowupView,
  problems: [WrongState],
})
export const verifyFollowup = endpoint('POST /followups/{followupId}/verify', {
  may: 'followups.manage',
  input: z.object({ ...One, words: z._default(Words(2000), '') }),
  reply: FollowupView,
  problems: [WrongState],
})
export const sendBackFollowup = endpoint('POST /followups/{followupId}/send-back', {
  may: 'followups.manage',
  input: z.object({ ...One, words: Reason }),
  reply: FollowupView,
  problems: [WrongState],
})
export const cancelFollowup = endpoint('POST /followups/{followupId}/cancel', {
  may: 'followups.manage',
  input: z.object({ ...One, words: Reason }),
  reply: FollowupView,
  problems: [WrongState],
})

// ── events, live ────────────────────────────────────────────────────────────────────────────────

export const followupRaised = event('followups/raised', z.object({ followupId: z.uuid() }))
export const followupAssigned = event(
  'followups/assigned',
  z.object({ followupId: z.uuid(), memberId: z.string(), actorId: z.string() }),
)
export const followupFinished = event(
  'followups/finished',
  z.object({ followupId: z.uuid(), actorId: z.string() }),
)
export const followupsChanged = topic('followups/all', {
  may: 'followups.read',
  of: 'workspace',
  payload: z.object({ followupId: z.uuid() }),
})
