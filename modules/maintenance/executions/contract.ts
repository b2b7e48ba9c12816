/** The words of executions: a procedure carried out at a place, as events that a phone made and a server keeps. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import { Variant } from '#core/files/contract.ts'
import { endpoint, event, KeyReused, Ordinal, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant } from '#kernel/time.ts'
import { Answer, Step, StepKey } from '../steps/contract.ts'

const Said = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
/** Hexadecimal, of the bytes as the phone took them. */
export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
/** A moment as `toISOString` writes it: its text is part of what is hashed. */
const Moment = z.string().check(
  z.regex(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  z.refine((it) => !Number.isNaN(Date.parse(it)) && new Date(it).toISOString() === it),
)
/** A calendar day. */
export const Day = z.iso.date().check(z.regex(/^[12]\d{3}-/))
/** Beyond it nobody answers: the office looks at the procedure. */
export const MOST_EVENTS = 5000
/** What a device sends at once. */
export const MOST_AT_ONCE = 100
/** A device's clock that is further away is named wherever its times stand. */
export const DRIFT_MS = 5 * 60_000
/** The purpose of the photos' files; a file has the id of its photo. */
export const PHOTO = 'maintenance.execution-photo'

/** The event that a device had last seen of the same step and field; null when it had seen none. */
const Base = z.nullable(z.uuid())

export const ExecutionState = z.enum([
  'planned',
  'in_progress',
  'paused',
  'completed',
  'abandoned',
  'amended',
])
export type ExecutionState = z.output<typeof ExecutionState>
export const StepState = z.enum(['pending', 'active', 'done', 'nonconform', 'skipped', 'blocked'])
export type StepState = z.output<typeof StepState>

/** What happened. Everything is added, nothing replaced: taking something back is an event of its own. */
export const Happening = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begun'), stepKey: StepKey }),
  z.object({ kind: z.literal('answered'), stepKey: StepKey, answer: Answer, base: Base }),
  z.object({
    kind: z.literal('commented'),
    stepKey: StepKey,
    text: z.string().check(z.maxLength(5000)),
    base: Base,
  }),
  /** `photoId` is also the id of its file; the bytes follow by themselves. */
  z.object({
    kind: z.literal('photographed'),
    stepKey: StepKey,
    photoId: z.uuid(),
    sha256: Sha256,
    bytes: z.int().check(z.minimum(1), z.maximum(40_000_000)),
    name: Said(255),
  }),
  z.object({
    kind: z.literal('photo-removed'),
    stepKey: StepKey,
    photoId: z.uuid(),
    reason: Said(500),
  }),
  z.object({ kind: z.literal('timer-started'), stepKey: StepKey }),
  /** `elapsedMs` since the timer was started, by a clock that nobody can set. */
  z.object({ kind: z.literal('timer-ended'), stepKey: StepKey, elapsedMs: Ordinal }),
  z.object({ kind: z.literal('done'), stepKey: StepKey }),
  z.object({ kind: z.literal('nonconform'), stepKey: StepKey }),
  z.object({ kind: z.literal('skipped'), stepKey: StepKey, reason: Said(500) }),
  z.object({ kind: z.literal('revised'), stepKey: StepKey, reason: Said(500) }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('resumed') }),
  /** A newer version changed a critical step: its difference was read. */
  z.object({ kind: z.literal('acknowledged'), versionId: z.uuid() }),
])
export type Happening = z.output<typeof Happening>

export const ExecutionEvent = z.object({
  /** Made by the device: sent twice, it is kept once. */
  id: z.uuid(),
  deviceId: z.uuid(),
  /** 1, 2, 3 … for this device and this execution, without a gap. */
  sequence: Ordinal.check(z.minimum(1)),
  /** The device's own clock, believed only to order what it did. */
  deviceAt: Moment,
  /** Milliseconds since this run of the application began, by a clock that nobody can set. */
  steadyMs: Ordinal,
  what: Happening,
})
export type ExecutionEvent = z.output<typeof ExecutionEvent>

/** What the server has of one device: only when all of it is the device's own may the device forget. */
export const Certificate = z.object({
  executionId: z.uuid(),
  deviceId: z.uuid(),
  /** How many events, the last of their chain of hashes, and every file that is here by its hash. */
  events: Ordinal,
  digest: Sha256,
  files: z.array(z.object({ photoId: z.uuid(), sha256: Sha256 })),
  issuedAt: Instant,
})
export type Certificate = z.output<typeof Certificate>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** The step in the way of the end, by its number and name. */
type OfStep = { stepKey: string; position: number; title: string }
export const GateOpen = problem<OfStep>('executions/gate-open', 409)
export const StepOpen = problem<OfStep>('executions/step-open', 409)
export const AnswerMissing = problem<OfStep>('executions/answer-missing', 409)
export const PhotosMissing = problem<OfStep & { missing: number }>('executions/photos-missing', 409)
export const CommentMissing = problem<OfStep>('executions/comment-missing', 409)
export const ConflictOpen = problem<OfStep>('executions/conflict-open', 409)
/** Announced, and not here yet (or refused): the phone still has them. */
export const FilesMissing = problem<OfStep & { missing: number }>('executions/files-missing', 409)
export const hindrances = [
  GateOpen,
  StepOpen,
  AnswerMissing,
  PhotosMissing,
  CommentMissing,
  ConflictOpen,
  FilesMissing,
] as const

/** The version may not be begun: a draft, or taken back. */
export const VersionClosed = problem<{ state: string }>('executions/version-closed', 409)
/** Of a phone: the server found that the bytes are not those that were announced. */
export const PhotoDiffers = problem('executions/photo-differs', 409)
export const UnknownPlace = problem('executions/unknown-place', 422)

/**
 * Why one event was not taken over. The last three are not kept and have to be sent again or looked at; the others are
 * kept as they are and change nothing.
 */
export const EventRefusal = z.enum([
  'executions/closed',
  'executions/blocked',
  'executions/unknown-step',
  'executions/wrong-answer',
  'executions/unsatisfied',
  'executions/not-skippable',
  'executions/unknown-photo',
  'executions/unknown-base',
  /** `last` says where to go on. */
  'executions/out-of-order',
  /** This id, or this number of this device, is another event here. */
  'executions/differs',
  'executions/too-many',
])
export type EventRefusal = z.output<typeof EventRefusal>

// ── what events come to (rules.ts works it out, on both sides) ──────────────────────────────────

/** What a step still lacks before it is done, or before the whole may be completed. */
export const Lack = z.enum([
  'gate',
  'claim',
  'answer',
  'photos',
  'too-many-photos',
  'checklist',
  'code',
  'timer',
  'comment',
  'evidence',
  'conflict',
])
export type Lack = z.output<typeof Lack>

export const PhotoState = z.enum(['awaited', 'here', 'refused'])
export const StepPhoto = z.object({
  photoId: z.uuid(),
  sha256: Sha256,
  bytes: z.int(),
  name: z.string(),
  /** Why it was taken back; it stays in the history. */
  removedFor: z.nullable(z.string()),
})
export const StepStanding = z.object({
  stepKey: StepKey,
  state: StepState,
  /** What the technician said last of the whole step, before bounds and lacks have their word. */
  claim: z.nullable(z.enum(['done', 'nonconform', 'skipped'])),
  answer: z.nullable(Answer),
  /** The event that gave it: the base of the next answer. */
  answerId: z.nullable(z.uuid()),
  comment: z.string(),
  commentId: z.nullable(z.uuid()),
  photos: z.array(StepPhoto),
  /** By the steady clock; null while no timer was ended. */
  timerMs: z.nullable(z.int()),
  skippedFor: z.nullable(z.string()),
  /** The answer itself says that something is wrong: out of bounds, an option that is none. */
  isForced: z.boolean(),
  lacks: z.array(Lack),
  conflicts: z.array(z.enum(['answer', 'comment'])),
})
export type StepStanding = z.output<typeof StepStanding>

/** A person chose between two values: `over` lost, and stays in the history. */
export const Resolution = z.object({
  stepKey: StepKey,
  field: z.enum(['answer', 'comment']),
  choiceId: z.uuid(),
  over: z.array(z.uuid()),
})
export type Resolution = z.output<typeof Resolution>

// ── views ───────────────────────────────────────────────────────────────────────────────────────

export const Named = z.object({ id: z.uuid(), name: z.string() })
const AtEquipment = z.object({ id: z.uuid(), name: z.string(), serial: z.string() })

export const Execution = z.object({
  id: z.uuid(),
  state: ExecutionState,
  procedureId: z.uuid(),
  versionId: z.uuid(),
  version: Ordinal,
  title: z.string(),
  /** Null: forgotten. */
  owner: z.nullable(Named),
  isMine: z.boolean(),
  site: z.nullable(Named),
  equipment: z.nullable(AtEquipment),
  plannedOn: z.nullable(Day),
  /** Hours of that day on the workspace's clock, `08:30`. */
  plannedFrom: z.nullable(z.string()),
  plannedUntil: z.nullable(z.string()),
  isLate: z.boolean(),
  startedAt: z.nullable(Instant),
  completedAt: z.nullable(Instant),
  /** Steps that are done, not conform or skipped, of how many. */
  settled: Ordinal,
  steps: Ordinal,
  nonconform: Ordinal,
  conflicts: Ordinal,
})
export type Execution = z.output<typeof Execution>

/** A newer version, and which of its critical steps are not those this execution works by. */
export const Newer = z.object({
  versionId: z.nullable(z.uuid()),
  version: z.nullable(Ordinal),
  /** The version this execution works by was taken back. */
  isRetracted: z.boolean(),
  changes: z.array(
    z.object({
      stepKey: StepKey,
      title: z.string(),
      change: z.enum(['added', 'changed', 'removed']),
      before: z.nullable(Step),
      after: z.nullable(Step),
    }),
  ),
  isAcknowledged: z.boolean(),
})
export type Newer = z.output<typeof Newer>

export const KeptEvent = z.object({
  ...ExecutionEvent.shape,
  memberId: z.string(),
  by: z.string(),
  receivedAt: Instant,
  /** Device's clock minus server's when it was sent; null when within five minutes. */
  driftMs: z.nullable(z.int()),
  refusal: z.nullable(EventRefusal),
})
export type KeptEvent = z.output<typeof KeptEvent>

/** All a phone needs to work without a network, and to know what others added. */
export const Package = z.object({
  /** Changes with anything in it. */
  stamp: z.string(),
  execution: Execution,
  steps: z.array(Step),
  events: z.array(KeptEvent),
  resolutions: z.array(Resolution),
  photos: z.array(z.object({ photoId: z.uuid(), state: PhotoState })),
  newer: z.nullable(Newer),
})
export type Package = z.output<typeof Package>

// ── endpoints of the phone ──────────────────────────────────────────────────────────────────────

const One = z.object({ executionId: z.uuid() })

/** By a client-made id: sent twice it is one execution; of a planned one it is the planned one's. */
export const startExecution = endpoint('POST /executions', {
  may: 'executions.work',
  input: z.object({
    id: z.uuid(),
    versionId: z.uuid(),
    siteId: z.optional(z.uuid()),
    equipmentId: z.optional(z.uuid()),
    /** By the device's clock, when it was begun and when this is sent. */
    startedAt: Moment,
    sentAt: Moment,
  }),
  reply: Execution,
  status: 201,
  problems: [VersionClosed, UnknownPlace, KeyReused, WrongState],
})
/** `known` is the stamp of the package one has: the same again is not sent. */
export const readPackage = endpoint('GET /executions/{executionId}/package', {
  may: 'executions.read',
  input: z.object({ executionId: z.uuid(), known: z.optional(z.string().check(z.maxLength(100))) }),
  reply: z.object({ package: z.nullable(Package) }),
})
export const EventOutcome = z.object({
  id: z.uuid(),
  outcome: z.enum(['accepted', 'repeated', 'conflict', 'rejected']),
  /** Of what was rejected; a repeated one says what it was told the first time. */
  code: z.nullable(EventRefusal),
})
export type EventOutcome = z.output<typeof EventOutcome>
/** In the order of their sequence, all of one device. Sent twice, or by two tabs at once, they are kept once. */
export const sendEvents = endpoint('POST /executions/{executionId}/events', {
  may: 'executions.work',
  input: z.object({
    executionId: z.uuid(),
    /** By the device's clock, now: how wrong it goes. */
    sentAt: Moment,
    events: z.array(ExecutionEvent).check(z.minLength(1), z.maxLength(MOST_AT_ONCE)),
  }),
  reply: z.object({
    state: ExecutionState,
    outcomes: z.array(EventOutcome),
    steps: z.array(StepStanding),
    /** The number of the last event of this device that is here. */
    last: Ordinal,
    /** Photos whose bytes are not here. */
    missing: z.array(z.object({ photoId: z.uuid(), state: PhotoState })),
    driftMs: z.nullable(z.int()),
  }),
  problems: [WrongState],
})
/** The bytes have been brought (core/files, the photo's id): compared with what was announced, and kept. */
export const keepPhoto = endpoint('POST /executions/{executionId}/photos/{photoId}/keep', {
  may: 'executions.work',
  input: z.object({ executionId: z.uuid(), photoId: z.uuid() }),
  reply: z.object({ state: PhotoState }),
  problems: [Unusable],
})
export const completeExecution = endpoint('POST /executions/{executionId}/complete', {
  may: 'executions.work',
  input: One,
  reply: Execution,
  problems: [WrongState, ...hindrances],
})
export const readCertificate = endpoint('GET /executions/{executionId}/certificate', {
  may: 'executions.read',
  input: z.object({ executionId: z.uuid(), deviceId: z.uuid() }),
  reply: Certificate,
})
/** A look at a photo, for ten minutes. */
export const linkPhoto = endpoint('POST /executions/{executionId}/photos/{photoId}/links', {
  may: 'executions.read',
  input: z.object({
    executionId: z.uuid(),
    photoId: z.uuid(),
    variant: z._default(Variant, 'medium'),
  }),
  reply: z.object({ url: z.string(), expiresAt: Instant }),
  evenClosed: true,
})
/** Mine; everybody's for who oversees. */
export const listExecutions = endpoint('GET /executions', {
  may: 'executions.read',
  input: z.object({
    state: z.optional(z.union([ExecutionState, z.literal('unfinished')])),
    siteId: z.optional(z.uuid()),
    equipmentId: z.optional(z.uuid()),
    procedureId: z.optional(z.uuid()),
    ownerId: z.optional(z.uuid()),
    isMine: z.optional(z.boolean()),
    isLate: z.optional(z.boolean()),
    ...paging,
  }),
  reply: pageOf(Execution),
})

export const executionCompleted = event(
  'executions/completed',
  z.object({ executionId: z.uuid(), actorId: z.string() }),
)
/** A correction stands beside what was completed. */
export const executionAmended = event(
  'executions/amended',
  z.object({ executionId: z.uuid(), actorId: z.string() }),
)
