/** The words of tips: what a technician found out, read by a colleague before everybody sees it. */
import * as z from 'zod/mini'
import { endpoint, event, NotFound, Ordinal, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'

const Words = (max: number) => z.string().check(z.trim(), z.maxLength(max))
const Said = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const Name = Said(80)
const Person = z.nullable(z.object({ id: z.uuid(), name: z.string() }))
const OneTip = z.object({ tipId: z.uuid() })

export const TipState = z.enum(['proposed', 'published', 'declined', 'withdrawn'])
export type TipState = z.output<typeof TipState>
const TipMove = z.enum(['publish', 'decline', 'withdraw', 'repeat', 'edit'])

export const Tip = z.object({
  id: z.uuid(),
  title: z.string(),
  content: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  /** The procedure it is about, as far as the reader sees it. */
  procedure: z.nullable(z.object({ id: z.uuid(), title: z.string() })),
  state: TipState,
  author: Person,
  reviewer: Person,
  comment: z.string(),
  revision: z.int(),
  isMine: z.boolean(),
  moves: z.array(TipMove),
  changedAt: Instant,
})
export type Tip = z.output<typeof Tip>

const written = {
  title: Said(200),
  content: Said(5000),
  category: z._default(Words(80), ''),
  tags: z._default(z.array(Name).check(z.maxLength(20)), []),
  procedureId: z._default(z.nullable(z.uuid()), null),
}
export const NewTip = z.object({ id: z.optional(z.uuid()), ...written })

/** Somebody changed it since it was read. */
export const TipChanged = problem<{ revision: number }>('tips/changed', 409)
/** A procedure that is not there to be read. */
export const UnknownProcedure = problem('tips/unknown-procedure', 422)

export const listTips = endpoint('GET /tips', {
  may: 'procedures.read',
  input: z.object({
    /** Words in any of three languages, with slips of the pen; the best come first, on one page. */
    search: z.optional(Words(200)),
    category: z.optional(Name),
    procedureId: z.optional(z.uuid()),
    /** `review`: what waits for who may publish; `mine`: one's own in every state. */
    view: z._default(z.enum(['published', 'review', 'mine']), 'published'),
    ...paging,
  }),
  reply: z.extend(pageOf(Tip), { total: z.nullable(z.int()) }),
})
export const readTip = endpoint('GET /tips/{tipId}', {
  may: 'procedures.read',
  input: OneTip,
  reply: Tip,
  problems: [NotFound],
})
export const proposeTip = endpoint('POST /tips', {
  may: 'tips.propose',
  input: NewTip,
  reply: Tip,
  status: 201,
  problems: [UnknownProcedure],
  rate: { max: 120, windowMs: HOUR },
})
/** By its author until it is published, by a reviewer after. */
export const changeTip = endpoint('PUT /tips/{tipId}', {
  may: 'procedures.read',
  input: z.object({ tipId: z.uuid(), revision: Ordinal, ...written }),
  reply: Tip,
  problems: [NotFound, WrongState, TipChanged, UnknownProcedure],
})
const move = { input: OneTip, reply: Tip, problems: [NotFound, WrongState] }
export const publishTip = endpoint('POST /tips/{tipId}/publish', { may: 'tips.review', ...move })
export const declineTip = endpoint('POST /tips/{tipId}/decline', {
  may: 'tips.review',
  ...move,
  input: z.object({ tipId: z.uuid(), comment: Said(1000) }),
})
/** By its author while it waits, by a reviewer once it is published. */
export const withdrawTip = endpoint('POST /tips/{tipId}/withdraw', {
  may: 'procedures.read',
  ...move,
})
/** Proposed again after it was declined or withdrawn. */
export const repeatTip = endpoint('POST /tips/{tipId}/repeat', { may: 'tips.propose', ...move })

const TipFacts = z.object({
  tipId: z.uuid(),
  title: z.string(),
  authorId: z.nullable(z.uuid()),
  actorId: z.string(),
})
export type TipFacts = z.output<typeof TipFacts>
export const tipProposed = event('tips/proposed', TipFacts)
export const tipPublished = event('tips/published', TipFacts)
export const tipDeclined = event('tips/declined', TipFacts)
