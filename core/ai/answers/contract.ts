/** The words of answers: how one stands, how it is followed while it is written, stopped and asked for again. */
import * as z from 'zod/mini'
import { endpoint, event, stream, WrongState } from '#kernel/contract.ts'
import { MINUTE } from '#kernel/time.ts'
import { answerMachine } from './rules.ts'

export const Source = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  /** Below the workspace's own address. */
  path: z.string(),
  quotation: z.string(),
})
export type Source = z.output<typeof Source>

export const AnswerState = z.enum(answerMachine.states)

export const Answer = z.object({
  id: z.uuid(),
  state: AnswerState,
  /** What there is of it. */
  text: z.string(),
  /** After which event a stream goes on with what follows `text`. */
  lastEventId: z.string(),
  sources: z.array(Source),
  usesModel: z.boolean(),
  credits: z.int(),
  reason: z.nullable(z.string()),
  /** A key of the part that judged it, and where it leads. */
  notice: z.nullable(z.object({ say: z.string(), to: z.nullable(z.string()) })),
})
export type Answer = z.output<typeof Answer>

export const AnswerEvent = z.discriminatedUnion('is', [
  /** Another attempt has begun: what was shown is void. */
  z.object({ is: z.literal('again') }),
  z.object({ is: z.literal('text'), text: z.string() }),
  z.object({ is: z.literal('end'), answer: Answer }),
])
export type AnswerEvent = z.output<typeof AnswerEvent>

const Which = z.object({ answerId: z.uuid() })
const asking = { may: 'ai.ask', input: Which, reply: Answer } as const

export const readAnswer = endpoint('GET /ai/answers/{answerId}', asking)
/** What follows `after`, or the header `Last-Event-ID`; ends with the answer. */
export const followAnswer = stream('GET /ai/answers/{answerId}/events', {
  may: 'ai.ask',
  input: z.object({
    answerId: z.uuid(),
    after: z.optional(z.string().check(z.maxLength(30))),
  }),
  reply: AnswerEvent,
})
export const stopAnswer = endpoint('POST /ai/answers/{answerId}/stop', {
  ...asking,
  problems: [WrongState],
})
/** A new attempt of the same answer. */
export const retryAnswer = endpoint('POST /ai/answers/{answerId}/retry', {
  ...asking,
  problems: [WrongState],
  rate: { max: 20, windowMs: MINUTE },
})

export const answerQueued = event(
  'ai/answer-queued',
  z.object({ answerId: z.uuid(), attempt: z.int() }),
)
