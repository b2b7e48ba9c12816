/** The words of disputes: somebody says that a transfer is wrong, a mediator listens to both, one of them decides. */
import * as z from 'zod/mini'
import { endpoint, event, Forbidden, NotFound, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import {
  BalanceTooHigh,
  BalanceTooLow,
  MoreThanMoved,
  OwnTransfer,
  Party,
  Transfer,
} from '../exchange/contract.ts'

export const DisputeState = z.enum(['open', 'mediated', 'kept', 'reversed', 'adjusted'])
export type DisputeState = z.output<typeof DisputeState>
export const Outcome = z.enum(['kept', 'reversed', 'adjusted'])

const Words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const OneDispute = z.object({ transferId: z.uuid() })

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const DisputeTooLate = problem<{ days: number }>('disputes/too-late', 409)
/** A transfer is disputed once, by one of its sides. */
export const AlreadyDisputed = problem('disputes/already-open', 409)
/** Nobody mediates between themselves and somebody else, or without the permission. */
export const CannotMediate = problem('disputes/cannot-mediate', 422)
/** Adjusting needs the number of units that go back. */
export const NoUnitsGiven = problem('disputes/no-units-given', 422)
export const NotTheMediator = problem('disputes/not-the-mediator', 403)

// ── one dispute ─────────────────────────────────────────────────────────────────────────────────

export const DisputeNote = z.object({
  id: z.uuid(),
  author: Party,
  isMine: z.boolean(),
  /** Of a mediator, rather than of one of the two sides. */
  isMediation: z.boolean(),
  /** Among mediators only. */
  isInternal: z.boolean(),
  body: z.string(),
  writtenAt: Instant,
})
export type DisputeNote = z.output<typeof DisputeNote>

export const DisputeMove = z.enum(['note', 'withdraw', 'take', 'settle'])

const dispute = {
  transferId: z.uuid(),
  state: DisputeState,
  units: z.int(),
  payer: Party,
  receiver: Party,
  opener: Party,
  reason: z.string(),
  openedAt: Instant,
  mediator: z.nullable(Party),
  settledAt: z.nullable(Instant),
}
/** A line of the mediators' list. */
export const DisputeSummary = z.object({ ...dispute, isMine: z.boolean() })
export type DisputeSummary = z.output<typeof DisputeSummary>

export const DisputeView = z.object({
  ...dispute,
  /** What the transfer was for. */
  purpose: z.string(),
  assignedAt: z.nullable(Instant),
  /** Who settled it, and what they said. */
  settledBy: z.nullable(Party),
  decision: z.nullable(z.string()),
  /** The opposite transfer, and its units. */
  correction: z.nullable(z.object({ transferId: z.uuid(), units: z.int() })),
  notes: z.array(DisputeNote),
  moves: z.array(DisputeMove),
  /** To whom it can be given; empty for the two sides. */
  mediators: z.array(Party),
  /** The reader mediates, and sees internal notes. */
  isMediation: z.boolean(),
  mayGoBeyondLimits: z.boolean(),
})
export type DisputeView = z.output<typeof DisputeView>

/** Something is wrong with a completed transfer; no unit moves before somebody decides. */
export const disputeTransfer = endpoint('POST /exchange/transfers/{transferId}/dispute', {
  may: 'exchange.transfer',
  input: z.object({ transferId: z.uuid(), reason: Words(500) }),
  reply: Transfer,
  problems: [NotFound, WrongState, DisputeTooLate, AlreadyDisputed],
})
/** For mediators, newest first; a dispute of their own is not among them. */
export const listDisputes = endpoint('GET /disputes', {
  may: 'exchange.mediate',
  input: z.object({
    state: z.optional(z.enum(['unsettled', ...DisputeState.options])),
    mine: z._default(z.boolean(), false),
    ...paging,
  }),
  reply: pageOf(DisputeSummary),
})
/** For the two sides and for mediators; to others it is not there. */
export const readDispute = endpoint('GET /disputes/{transferId}', {
  may: 'exchange.read',
  input: OneDispute,
  reply: DisputeView,
  problems: [NotFound],
})
export const addDisputeNote = endpoint('POST /disputes/{transferId}/notes', {
  may: 'exchange.read',
  input: z.object({
    id: z.optional(z.uuid()),
    transferId: z.uuid(),
    body: Words(2000),
    /** Only mediators write and read these. */
    isInternal: z._default(z.boolean(), false),
  }),
  reply: DisputeView,
  status: 201,
  problems: [NotFound, WrongState, Forbidden],
  // Each is a mail to the others.
  rate: { max: 60, windowMs: HOUR },
})
/** To oneself, or to another mediator. */
export const assignDispute = endpoint('POST /disputes/{transferId}/assign', {
  may: 'exchange.mediate',
  input: z.object({ transferId: z.uuid(), mediatorId: z.optional(z.uuid()) }),
  reply: DisputeView,
  problems: [NotFound, WrongState, CannotMediate],
})
/** Its opener is satisfied: the transfer stands. */
export const withdrawDispute = endpoint('POST /disputes/{transferId}/withdraw', {
  may: 'exchange.transfer',
  input: OneDispute,
  reply: DisputeView,
  problems: [NotFound, WrongState, Forbidden],
})
/** The transfer stands, is undone, or a part of its units goes back. */
export const settleDispute = endpoint('POST /disputes/{transferId}/settle', {
  may: 'exchange.mediate',
  input: z.object({
    transferId: z.uuid(),
    outcome: Outcome,
    /** For `adjusted`: how many go back. */
    units: z.optional(z.int().check(z.minimum(1), z.maximum(2_147_483_647))),
    decision: Words(500),
    isBeyondLimits: z._default(z.boolean(), false),
  }),
  reply: DisputeView,
  problems: [
    NotFound,
    WrongState,
    Forbidden,
    NotTheMediator,
    NoUnitsGiven,
    OwnTransfer,
    MoreThanMoved,
    BalanceTooLow,
    BalanceTooHigh,
  ],
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

const OfDispute = z.object({ transferId: z.uuid() })
export const transferDisputed = event('disputes/opened', OfDispute)
export const disputeAssigned = event(
  'disputes/assigned',
  z.object({ transferId: z.uuid(), mediatorId: z.uuid() }),
)
export const disputeNoted = event(
  'disputes/noted',
  z.object({ transferId: z.uuid(), noteId: z.uuid() }),
)
export const disputeSettled = event(
  'disputes/settled',
  z.object({ transferId: z.uuid(), outcome: Outcome, actorId: z.string() }),
)
