/** What the office sees and does of executions: lists, the whole of one, conflicts, handing over, corrections. */
import * as z from 'zod/mini'
import {
  endpoint,
  event,
  KeyReused,
  Ordinal,
  problem,
  topic,
  WrongState,
} from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant } from '#kernel/time.ts'
import { Answer, Step, StepKey } from '../../steps/contract.ts'
import {
  Execution,
  KeptEvent,
  Named,
  Newer,
  PhotoState,
  Sha256,
  StepStanding,
} from '../contract.ts'

/** Nobody who carries out executions. */
export const NotATechnician = problem('executions/not-a-technician', 422)
/** The event is none of the values in conflict. */
export const NoSuchValue = problem('executions/no-such-value', 422)
/** A correction that changes nothing, or that is no answer to its step. */
export const NoChange = problem('executions/no-change', 422)

const One = z.object({ executionId: z.uuid() })
const Reason = z.string().check(z.trim(), z.minLength(10), z.maxLength(500))

// ── the whole of one ────────────────────────────────────────────────────────────────────────────

/** The steps, and what the events of all devices come to. */
export const StepView = z.object({
  step: Step,
  standing: StepStanding,
  photos: z.array(z.object({ photoId: z.uuid(), state: PhotoState })),
  followupId: z.nullable(z.uuid()),
})
export type StepView = z.output<typeof StepView>

export const Value = z.object({
  eventId: z.uuid(),
  answer: z.nullable(Answer),
  comment: z.nullable(z.string()),
  by: z.string(),
  deviceId: z.uuid(),
  deviceAt: z.string(),
  receivedAt: Instant,
})
export const Conflict = z.object({
  id: z.uuid(),
  stepKey: StepKey,
  field: z.enum(['answer', 'comment']),
  values: z.array(Value),
  resolvedBy: z.nullable(z.string()),
  resolvedAt: z.nullable(Instant),
  choiceId: z.nullable(z.uuid()),
  note: z.string(),
})
export type Conflict = z.output<typeof Conflict>

const Side = z.object({ answer: z.nullable(Answer), comment: z.string() })
export const Amendment = z.object({
  id: z.uuid(),
  reason: z.string(),
  by: z.string(),
  at: Instant,
  changes: z.array(z.object({ stepKey: StepKey, before: Side, after: Side })),
})
export type Amendment = z.output<typeof Amendment>

export const executionMoves = [
  'pause',
  'resume',
  'handover',
  'complete',
  'abandon',
  'amend',
] as const
export const ExecutionView = z.object({
  ...Execution.shape,
  views: z.array(StepView),
  openConflicts: z.array(Conflict),
  settledConflicts: z.array(Conflict),
  amendments: z.array(Amendment),
  newer: z.nullable(Newer),
  abandonedFor: z.nullable(z.string()),
  intervals: z.array(
    z.object({ by: z.string(), startedAt: Instant, endedAt: z.nullable(Instant) }),
  ),
  workingMs: z.int(),
  /** Devices whose clocks went wrong, and by how much at most. */
  drifts: z.array(z.object({ deviceId: z.uuid(), driftMs: z.int() })),
  /** The end of each device's chain. */
  proof: z.array(z.object({ deviceId: z.uuid(), events: Ordinal, digest: Sha256 })),
  /** What the reader may do now. */
  moves: z.array(z.enum(executionMoves)),
  mayResolve: z.boolean(),
  /** To whom it may be given: only for who may. */
  technicians: z.array(Named),
})
export type ExecutionView = z.output<typeof ExecutionView>

export const readExecution = endpoint('GET /executions/{executionId}', {
  may: 'executions.read',
  input: One,
  reply: ExecutionView,
})
/** What happened, newest first by the server's clock. */
export const listEvents = endpoint('GET /executions/{executionId}/events', {
  may: 'executions.read',
  input: z.object({ executionId: z.uuid(), ...paging }),
  reply: pageOf(KeptEvent),
})

// ── moves ───────────────────────────────────────────────────────────────────────────────────────

/** By who does it, or a supervisor. */
export const abandonExecution = endpoint('POST /executions/{executionId}/abandon', {
  may: 'executions.work',
  input: z.object({ executionId: z.uuid(), reason: Reason }),
  reply: Execution,
  problems: [WrongState],
})
export const handOver = endpoint('POST /executions/{executionId}/handover', {
  may: 'executions.work',
  input: z.object({ executionId: z.uuid(), memberId: z.uuid() }),
  reply: Execution,
  problems: [WrongState, NotATechnician],
})
export const pauseExecution = endpoint('POST /executions/{executionId}/pause', {
  may: 'executions.work',
  input: One,
  reply: Execution,
  problems: [WrongState],
})
export const resumeExecution = endpoint('POST /executions/{executionId}/resume', {
  may: 'executions.work',
  input: One,
  reply: Execution,
  problems: [WrongState],
})
/** Of two values, the one that holds; the other stays in the history. */
export const resolveConflict = endpoint(
  'POST /executions/{executionId}/conflicts/{conflictId}/resolve',
  {
    may: 'executions.supervise',
    input: z.object({
      executionId: z.uuid(),
      conflictId: z.uuid(),
      choiceId: z.uuid(),
      note: z._default(z.string().check(z.trim(), z.maxLength(500)), ''),
    }),
    reply: ExecutionView,
    problems: [WrongState, NoSuchValue],
  },
)
/** What was completed is never opened again: a correction stands beside it. */
export const amendExecution = endpoint('POST /executions/{executionId}/amend', {
  may: 'executions.supervise',
  input: z.object({
    id: z.optional(z.uuid()),
    executionId: z.uuid(),
    reason: Reason,
    changes: z
      .array(
        z.object({
          stepKey: StepKey,
          answer: z.optional(Answer),
          comment: z.optional(z.string().check(z.trim(), z.maxLength(5000))),
        }),
      )
      .check(z.minLength(1), z.maxLength(200)),
  }),
  reply: ExecutionView,
  problems: [WrongState, NoChange, KeyReused],
})

// ── live ────────────────────────────────────────────────────────────────────────────────────────

const Changed = z.object({ executionId: z.uuid() })
export const executionsChanged = topic('executions/all', {
  may: 'executions.oversee',
  of: 'workspace',
  payload: Changed,
})
export const executionChanged = topic('executions/mine', {
  may: 'executions.read',
  of: 'member',
  payload: Changed,
})
export const executionHandedOver = event(
  'executions/handed-over',
  z.object({ executionId: z.uuid(), memberId: z.string(), actorId: z.string() }),
)
export const executionPlanned = event(
  'executions/planned',
  z.object({ executionId: z.uuid(), memberId: z.string(), actorId: z.string() }),
)
