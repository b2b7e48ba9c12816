/** What neighbours look for, who answers, and which offers fit. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, event, NotFound, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { InThePast, moment, Slots, slots, Weekday } from '../agenda/contract.ts'
import { LARGEST_TRANSFER, Party } from '../exchange/contract.ts'
import { NotActive, OtherNotActive } from '../membership/contract.ts'
import { Category } from '../offers/contract.ts'

/** Then an open need expires; its owner is asked `REMINDER_DAYS` before whether he still looks. */
export const LIFE_DAYS = 60
export const REMINDER_DAYS = 7
export const MOST_HELPERS = 20

const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
const Description = z.string().check(z.trim(), z.maxLength(2000))
const Message = z.string().check(z.trim(), z.minLength(1), z.maxLength(1000))
const Search = z.string().check(z.trim(), z.maxLength(100))
const Day = z.iso.date().check(z.regex(/^[1-9]\d{3}-/))
const Units = z.int().check(z.minimum(1), z.maximum(LARGEST_TRANSFER))
const Helpers = z.int().check(z.minimum(1), z.maximum(MOST_HELPERS))
// Not `id`: in an input that is the client-made id of the write itself.
const OneNeed = z.object({ needId: z.uuid() })
const OneAnswer = z.object({ answerId: z.uuid() })

// ── needs ───────────────────────────────────────────────────────────────────────────────────────

export const NeedState = z.enum(['open', 'matched', 'closed', 'expired'])
export const NeedMove = z.enum(['close', 'reopen'])
export const AnswerState = z.enum(['offered', 'accepted', 'declined', 'withdrawn'])

export const Need = z.object({
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  category: Category,
  /** Parts of the week that suit; empty: any. */
  slots: z.array(z.enum(slots)),
  untilDay: z.nullable(z.string()),
  units: z.nullable(z.int()),
  urgent: z.boolean(),
  helpersWanted: z.int(),
  helpersFound: z.int(),
  state: NeedState,
  owner: Party,
  isMine: z.boolean(),
  /** Answers that stand: offered or accepted. */
  answers: z.int(),
  /** Where the reader's own answer is; null for who has not answered. */
  myAnswer: z.nullable(AnswerState),
  mayAnswer: z.boolean(),
  /** Open and near its end, or expired: its owner may look on. */
  mayRenew: z.boolean(),
  moves: z.array(NeedMove),
  createdAt: Instant,
  expiresAt: Instant,
})
export type Need = z.output<typeof Need>

const wishes = {
  category: Category,
  slots: z._default(Slots, []),
  untilDay: z.optional(z.nullable(Day)),
  units: z.optional(z.nullable(Units)),
  urgent: z._default(z.boolean(), false),
  helpersWanted: z._default(Helpers, 1),
}
export const NewNeed = z.object({
  id: z.optional(z.uuid()),
  title: Title,
  description: z._default(Description, ''),
  ...wishes,
})
export const NeedChange = z.object({
  needId: z.uuid(),
  title: Title,
  description: z._default(Description, ''),
  ...wishes,
})

/** The day until which help is wanted is over. */
export const DayIsOver = problem('needs/day-is-over', 422)
/** Fewer helpers than have been accepted already. */
export const HelpersFound = problem<{ count: number }>('needs/helpers-found', 409)

/** Everybody's open needs, or with `mine` one's own in every state; `answered` are those one has answered. */
export const listNeeds = endpoint('GET /needs', {
  may: 'exchange.read',
  input: z.object({
    category: z.optional(Category),
    search: z.optional(Search),
    weekday: z.optional(Weekday),
    urgent: z.optional(z.boolean()),
    view: z._default(z.enum(['all', 'mine', 'answered']), 'all'),
    sort: z._default(z.enum(['newest', 'soonest']), 'newest'),
    ...paging,
  }),
  reply: z.extend(pageOf(Need), {
    /** How many there are, said with the first page. */
    total: z.nullable(z.int()),
  }),
})
export const readNeed = endpoint('GET /needs/{needId}', {
  may: 'exchange.read',
  input: OneNeed,
  reply: Need,
  problems: [NotFound],
})
export const postNeed = endpoint('POST /needs', {
  may: 'needs.post',
  input: NewNeed,
  reply: Need,
  status: 201,
  problems: [VerifyFirst, DayIsOver, NotActive],
  rate: { max: 60, windowMs: HOUR },
})
export const changeNeed = endpoint('PATCH /needs/{needId}', {
  may: 'needs.post',
  input: NeedChange,
  reply: Need,
  problems: [NotFound, WrongState, DayIsOver, HelpersFound, NotActive],
})
const needMove = {
  may: 'needs.post',
  input: OneNeed,
  reply: Need,
  problems: [NotFound, WrongState],
}
/** No more help is looked for. */
export const closeNeed = endpoint('POST /needs/{needId}/close', needMove)
/** Sixty more days, for an open need and for one that has expired. */
export const renewNeed = endpoint('POST /needs/{needId}/renew', {
  ...needMove,
  problems: [NotFound, WrongState, NotActive],
})

// ── answers ─────────────────────────────────────────────────────────────────────────────────────

export const Answer = z.object({
  id: z.uuid(),
  needId: z.uuid(),
  helper: Party,
  isMine: z.boolean(),
  message: z.string(),
  /** The moment the helper proposes: as an instant, and on the school's clock. */
  startsAt: z.nullable(Instant),
  day: z.nullable(z.string()),
  time: z.nullable(z.string()),
  state: AnswerState,
  moves: z.array(z.enum(['accept', 'decline', 'withdraw'])),
  createdAt: Instant,
})
export type Answer = z.output<typeof Answer>

export const OwnNeed = problem('needs/own-need', 422)
/** A day without a time, or the other way round. */
export const MomentIncomplete = problem('needs/moment-incomplete', 422)
/** One of the two takes no part in the exchange now. */
const unfit = [NotActive, OtherNotActive]
export const NoHelperWanted = problem('needs/no-helper-wanted', 409)

/** All answers for who asked, one's own for who answered; nobody else sees any. */
export const listAnswers = endpoint('GET /needs/{needId}/answers', {
  may: 'exchange.read',
  input: OneNeed,
  reply: z.object({ items: z.array(Answer) }),
  problems: [NotFound],
})
/** «I can help»: one answer for each member and need; after a withdrawal it stands again. */
export const answerNeed = endpoint('POST /needs/{needId}/answers', {
  may: 'needs.answer',
  input: z.object({
    id: z.optional(z.uuid()),
    needId: z.uuid(),
    message: Message,
    day: z.optional(moment.day),
    time: z.optional(moment.time),
  }),
  reply: Answer,
  status: 201,
  problems: [NotFound, WrongState, OwnNeed, InThePast, MomentIncomplete, VerifyFirst, ...unfit],
  rate: { max: 60, windowMs: HOUR },
})
export const acceptAnswer = endpoint('POST /needs/answers/{answerId}/accept', {
  may: 'needs.post',
  input: OneAnswer,
  reply: Answer,
  problems: [NotFound, WrongState, NoHelperWanted, ...unfit],
})
export const declineAnswer = endpoint('POST /needs/answers/{answerId}/decline', {
  may: 'needs.post',
  input: OneAnswer,
  reply: Answer,
  problems: [NotFound, WrongState],
})
export const withdrawAnswer = endpoint('POST /needs/answers/{answerId}/withdraw', {
  may: 'needs.answer',
  input: OneAnswer,
  reply: Answer,
  problems: [NotFound, WrongState],
})

// ── what fits ───────────────────────────────────────────────────────────────────────────────────

/** Why something fits: the same category, words in common, days on which both can. */
export const Reasons = z.object({
  category: z.boolean(),
  words: z.array(z.string()),
  days: z.array(Weekday),
})
export type Reasons = z.output<typeof Reasons>

export const FittingOffer = z.object({
  id: z.uuid(),
  title: z.string(),
  category: Category,
  owner: Party,
  reasons: Reasons,
})
export type FittingOffer = z.output<typeof FittingOffer>
/** Others' published offers that fit a need of one's own, the best first. */
export const listFittingOffers = endpoint('GET /needs/{needId}/offers', {
  may: 'exchange.read',
  input: OneNeed,
  reply: z.object({ items: z.array(FittingOffer) }),
  problems: [NotFound],
})

export const FittingNeed = z.object({
  id: z.uuid(),
  title: z.string(),
  category: Category,
  urgent: z.boolean(),
  owner: Party,
  /** Which of my offers it fits. */
  offer: z.object({ id: z.uuid(), title: z.string() }),
  reasons: Reasons,
})
export type FittingNeed = z.output<typeof FittingNeed>
/** Open needs that fit my published offers and that I have not answered; with `offerId` those of one offer. */
export const listFittingNeeds = endpoint('GET /needs/fitting', {
  may: 'exchange.read',
  input: z.object({ offerId: z.optional(z.uuid()) }),
  reply: z.object({ items: z.array(FittingNeed) }),
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

const NeedFacts = z.object({ needId: z.uuid(), ownerId: z.uuid(), title: z.string() })
const HelpFacts = z.extend(NeedFacts, { helperId: z.uuid() })
export type NeedFacts = z.output<typeof NeedFacts>
export type HelpFacts = z.output<typeof HelpFacts>
export const needPosted = event('needs/need-posted', z.extend(NeedFacts, { category: Category }))
export const needAnswered = event('needs/need-answered', HelpFacts)
/** An answer was accepted. */
export const needMatched = event('needs/need-matched', HelpFacts)
/** Help that was agreed on fell through; `byHelper` says whose word it was. */
export const helpDropped = event(
  'needs/help-dropped',
  z.extend(HelpFacts, { byHelper: z.boolean() }),
)
export const needEnding = event('needs/need-ending', NeedFacts)
