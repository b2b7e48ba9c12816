/** The words of advice: a photo looked at with a model's help, what to read about it, and the person who decides. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import {
  endpoint,
  event,
  KeyReused,
  NotFound,
  problem,
  topic,
  WrongState,
} from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { StepKey } from '../steps/contract.ts'

export const ADVICE_PHOTO = 'maintenance.advice-photo'
export const MOST_PHOTO_BYTES = 15_000_000
/** What a model is asked for, in the words of `core/ai`. */
export const PHOTO_PURPOSE = 'maintenance.photo'

const Words = (max: number) => z.string().check(z.trim(), z.maxLength(max))

export const AnalysisState = z.enum([
  'uploaded',
  'queued',
  'analysing',
  'proposed',
  'accepted',
  'corrected',
  'rejected',
  'failed',
])
export type AnalysisState = z.output<typeof AnalysisState>

export const defectKinds = [
  'hotspot',
  'soiling',
  'broken-glass',
  'burnt-connector',
  'damaged-cable',
  'corrosion',
  'fault-code',
  'other',
] as const
/** What a model has to answer, whatever it would rather say. */
export const Findings = z.object({
  equipment: z.string().check(z.maxLength(200)),
  state: z.enum(['sound', 'worn', 'damaged', 'dangerous', 'unknown']),
  defects: z
    .array(z.object({ kind: z.enum(defectKinds), text: z.string().check(z.maxLength(500)) }))
    .check(z.maxLength(12)),
  /** From 0 to 1. */
  confidence: z.number().check(z.minimum(0), z.maximum(1)),
  urgency: z.enum(['none', 'soon', 'now']),
})
export type Findings = z.output<typeof Findings>

/** A published procedure or tip, why it was found, and how much of what was asked it answers. */
export const Suggestion = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  path: z.string(),
  /** From 0 to 100. */
  score: z.int(),
  /** Its own words that fit best. */
  reason: z.string(),
})
export type Suggestion = z.output<typeof Suggestion>

/** A correction says what is seen instead. */
export const NothingCorrected = problem('advice/nothing-corrected', 422)
export const UnknownExecution = problem('advice/unknown-execution', 422)

export const Analysis = z.object({
  id: z.uuid(),
  state: AnalysisState,
  words: z.string(),
  fileId: z.uuid(),
  executionId: z.nullable(z.uuid()),
  stepKey: z.nullable(z.string()),
  /** What the model proposed; a person's correction is beside it. */
  findings: z.nullable(Findings),
  corrected: z.nullable(Findings),
  /** Decided by rules: live parts, fire, or a lock-out that is not proved. */
  isDanger: z.boolean(),
  suggestions: z.array(Suggestion),
  /** Why no model looked: `none` when there is none. */
  fault: z.nullable(z.string()),
  by: z.string(),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  note: z.string(),
  createdAt: Instant,
  mayDecide: z.boolean(),
  mayRetry: z.boolean(),
})
export type Analysis = z.output<typeof Analysis>

const One = z.object({ analysisId: z.uuid() })
const asking = { may: 'advice.ask' } as const

/** The photo was brought before (core/files); what the model gets is a smaller copy without place and camera. */
export const askAnalysis = endpoint('POST /advice/analyses', {
  ...asking,
  input: z.object({
    id: z.optional(z.uuid()),
    fileId: z.uuid(),
    words: z._default(Words(1000), ''),
    executionId: z.optional(z.uuid()),
    stepKey: z.optional(StepKey),
  }),
  reply: Analysis,
  status: 201,
  problems: [Unusable, UnknownExecution, KeyReused],
  rate: { max: 60, windowMs: HOUR },
})
/** Mine, newest first; everybody's for who oversees. */
export const listAnalyses = endpoint('GET /advice/analyses', {
  ...asking,
  input: z.object({ executionId: z.optional(z.uuid()), ...paging }),
  reply: pageOf(Analysis),
})
export const readAnalysis = endpoint('GET /advice/analyses/{analysisId}', {
  ...asking,
  input: One,
  reply: Analysis,
})
export const retryAnalysis = endpoint('POST /advice/analyses/{analysisId}/retry', {
  ...asking,
  input: One,
  reply: Analysis,
  problems: [NotFound, WrongState],
  rate: { max: 60, windowMs: HOUR },
})
/** Nothing a model proposed counts before. */
export const decideAnalysis = endpoint('POST /advice/analyses/{analysisId}/decide', {
  ...asking,
  input: z.object({
    analysisId: z.uuid(),
    decision: z.enum(['accept', 'correct', 'reject']),
    findings: z.optional(Findings),
    note: z._default(Words(1000), ''),
  }),
  reply: Analysis,
  problems: [NotFound, WrongState, NothingCorrected],
})
export const linkAnalysisPhoto = endpoint('POST /advice/analyses/{analysisId}/links', {
  ...asking,
  input: One,
  reply: z.object({ url: z.string(), expiresAt: Instant }),
  evenClosed: true,
})
/** By the technician's own words: no model is asked. */
export const searchAdvice = endpoint('GET /advice/suggestions', {
  ...asking,
  input: z.object({ words: Words(1000).check(z.minLength(1)) }),
  reply: z.object({ items: z.array(Suggestion) }),
})
/** Where every danger leads: the procedure that makes things safe. */
export const readLockOut = endpoint('GET /advice/lock-out', {
  ...asking,
  input: z.object({}),
  reply: z.object({ procedure: z.nullable(z.object({ id: z.uuid(), title: z.string() })) }),
})

export const analysisAsked = event('advice/asked', z.object({ analysisId: z.uuid() }))
/** An analysis of mine has moved. */
export const analysisChanged = topic('advice/mine', {
  may: 'advice.ask',
  of: 'member',
  payload: z.object({ analysisId: z.uuid() }),
})
