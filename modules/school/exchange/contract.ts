/** The words of the exchange: neighbours thank each other in units of time. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, event, NotFound, problem, WrongState, topic } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { MembershipState, NotActive, OtherNotActive } from '../membership/contract.ts'

// A unit is a minute of help; an hour of anybody's work is worth the same (brusel.be/faq).
export const UNITS_PER_HOUR = 60
export const OPENING_GRANT = 120
export const LOWEST_BALANCE = -300
export const HIGHEST_BALANCE = 600
export const LARGEST_TRANSFER = 600
/** Then a proposed payment completes by itself (its payer agreed) and a request expires. */
export const PENDING_DAYS = 14
export const DISPUTE_DAYS = 30

const Line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const Search = z.string().check(z.trim(), z.maxLength(100))
const NoInput = z.object({})
// Not `id`: in an input that is the client-made id of the write itself.
const OneTransfer = z.object({ transferId: z.uuid() })

/** A member as neighbours see them; the community has no id. A person who was erased keeps a number as a name. */
export const Party = z.object({ id: z.nullable(z.uuid()), name: z.string() })
export type Party = z.output<typeof Party>

// ── accounts ────────────────────────────────────────────────────────────────────────────────────

export const Warning = z.nullable(z.enum(['low', 'high']))

export const Account = z.object({
  memberId: z.uuid(),
  name: z.string(),
  /** Only who is active may give and receive. */
  state: MembershipState,
  balance: z.int(),
  /** Promised to others, and by others, in transfers that wait for an answer. */
  heldOut: z.int(),
  heldIn: z.int(),
  /** The largest amount that may be given now, and received now. */
  available: z.int(),
  receivable: z.int(),
  lowest: z.int(),
  highest: z.int(),
  /** From where on somebody is warned. */
  lowWarning: z.int(),
  highWarning: z.int(),
  warning: Warning,
  /** Units received for help given, and given for help received; the opening grant is neither. */
  earned: z.int(),
  spent: z.int(),
  /** Transfers that wait for my answer, and mine that wait for somebody else's. */
  waitingForMe: z.int(),
  waitingForOthers: z.int(),
  joinedAt: Instant,
})
export type Account = z.output<typeof Account>

export const readAccount = endpoint('GET /exchange/account', {
  may: 'exchange.read',
  input: NoInput,
  reply: Account,
})

export const Neighbour = z.object({
  id: z.uuid(),
  name: z.string(),
  activeOffers: z.int(),
  isMe: z.boolean(),
})
/** Whom one can thank: the active members, by name. */
export const listNeighbours = endpoint('GET /exchange/members', {
  may: 'exchange.read',
  input: z.object({ search: z.optional(Search), ...paging }),
  reply: pageOf(Neighbour),
})

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const SelfTransfer = problem('exchange/self-transfer', 422)
/** The offer is not the receiver's, not active, or not of this school. */
export const OfferDoesNotFit = problem('exchange/offer-does-not-fit', 422)
export const BalanceTooLow = problem<{ lowest: number }>('exchange/balance-too-low', 409)
export const BalanceTooHigh = problem<{ highest: number }>('exchange/balance-too-high', 409)
/** Nobody undoes a transfer of their own. */
export const OwnTransfer = problem('exchange/own-transfer', 403)
export const MoreThanMoved = problem<{ units: number }>('exchange/more-than-moved', 422)

// ── transfers ───────────────────────────────────────────────────────────────────────────────────

/**
 * `payment`: the payer gives and the receiver confirms. `request`: the receiver asks and the payer confirms.
 * `grant` and `return` are the community's, at the beginning and the end of a membership; with a `write-off` it takes
 * over a leaver's debt. `reversal` gives back a whole transfer, `adjustment` a part of one.
 */
export const transferKinds = [
  'payment',
  'request',
  'grant',
  'return',
  'reversal',
  'adjustment',
  'write-off',
] as const
export const TransferKind = z.enum(transferKinds)
export const TransferState = z.enum([
  'pending',
  'completed',
  'rejected',
  'cancelled',
  'expired',
  'reversed',
])
export type TransferState = z.output<typeof TransferState>
export const TransferMove = z.enum(['confirm', 'reject', 'cancel', 'dispute', 'reverse'])

export const Dispute = z.object({
  reason: z.string(),
  openedAt: Instant,
  opener: Party,
  /** Settled: the transfer stands, was undone or was adjusted. */
  isSettled: z.boolean(),
})

export const Transfer = z.object({
  id: z.uuid(),
  kind: TransferKind,
  state: TransferState,
  units: z.int(),
  reason: z.string(),
  payer: Party,
  receiver: Party,
  /** The reader's side: units leave (`out`) or arrive (`in`); null for an administrator who is neither. */
  direction: z.nullable(z.enum(['out', 'in'])),
  /** The other side, or the payer for an administrator who is neither. */
  counterparty: Party,
  /** The reader started it and waits for the other, or the other waits for the reader. */
  isInitiator: z.boolean(),
  awaitsMe: z.boolean(),
  offer: z.nullable(z.object({ id: z.uuid(), title: z.string() })),
  /** What the reader may do with it now. */
  moves: z.array(TransferMove),
  createdAt: Instant,
  /** When a pending transfer completes (payment) or expires (request) by itself. */
  expiresAt: z.nullable(Instant),
  resolvedAt: z.nullable(Instant),
  /** Why it was rejected, cancelled or reversed, if somebody said so. */
  note: z.nullable(z.string()),
  /** The reader's balance just after it completed. */
  balanceAfter: z.nullable(z.int()),
  dispute: z.nullable(Dispute),
  /** A reversal and what it reverses point at each other. */
  reverses: z.nullable(z.uuid()),
  reversedBy: z.nullable(z.uuid()),
})
export type Transfer = z.output<typeof Transfer>

const transferInput = {
  id: z.optional(z.uuid()),
  units: z.int().check(z.minimum(1), z.maximum(LARGEST_TRANSFER)),
  reason: Line(200),
  offerId: z.optional(z.uuid()),
}
export const ProposedPayment = z.object({ receiverId: z.uuid(), ...transferInput })
export const RequestedPayment = z.object({ payerId: z.uuid(), ...transferInput })
export const ClosingNote = z.object({ transferId: z.uuid(), note: z.optional(Line(500)) })

const limits = [BalanceTooLow, BalanceTooHigh]
/** Thank somebody: the units are held until the receiver confirms, at most PENDING_DAYS. */
export const proposePayment = endpoint('POST /exchange/transfers', {
  may: 'exchange.transfer',
  input: ProposedPayment,
  reply: Transfer,
  status: 201,
  problems: [NotFound, SelfTransfer, OfferDoesNotFit, VerifyFirst, NotActive, ...limits],
})
/** Ask to be thanked: nothing is held before the payer confirms. */
export const requestPayment = endpoint('POST /exchange/requests', {
  may: 'exchange.transfer',
  input: RequestedPayment,
  reply: Transfer,
  status: 201,
  problems: [NotFound, SelfTransfer, OfferDoesNotFit, NotActive, ...limits],
  // Each is a mail to somebody, and costs its writer nothing.
  rate: { max: 120, windowMs: HOUR },
})
/** The statement: mine, newest first, pending ones too. `waiting` are those that need my answer. */
export const listTransfers = endpoint('GET /exchange/transfers', {
  may: 'exchange.read',
  input: z.object({
    state: z.optional(TransferState),
    direction: z.optional(z.enum(['out', 'in'])),
    /** The first day of the period. */
    since: z.optional(z.iso.date().check(z.regex(/^[1-9]\d{3}-/))),
    waiting: z._default(z.boolean(), false),
    ...paging,
  }),
  reply: pageOf(Transfer),
})
export const readTransfer = endpoint('GET /exchange/transfers/{transferId}', {
  may: 'exchange.read',
  input: OneTransfer,
  reply: Transfer,
  problems: [NotFound],
})
const transferMove = { may: 'exchange.transfer', reply: Transfer }
export const confirmTransfer = endpoint('POST /exchange/transfers/{transferId}/confirm', {
  ...transferMove,
  input: OneTransfer,
  problems: [NotFound, WrongState, VerifyFirst, NotActive, OtherNotActive, ...limits],
})
export const rejectTransfer = endpoint('POST /exchange/transfers/{transferId}/reject', {
  ...transferMove,
  input: ClosingNote,
  problems: [NotFound, WrongState],
})
export const cancelTransfer = endpoint('POST /exchange/transfers/{transferId}/cancel', {
  ...transferMove,
  input: ClosingNote,
  problems: [NotFound, WrongState],
})
/** Writes the opposite transfer; both stay visible. Whoever is part of a transfer leaves it to somebody else. */
export const reverseTransfer = endpoint('POST /exchange/transfers/{transferId}/reverse', {
  may: 'exchange.manage',
  input: z.object({
    transferId: z.uuid(),
    reason: Line(500),
    /** In spite of both sides' limits. */
    isBeyondLimits: z._default(z.boolean(), false),
  }),
  reply: Transfer,
  problems: [NotFound, WrongState, OwnTransfer, ...limits],
})

/** A transfer of mine is in another state, or new. */
export const transferChanged = topic('exchange/transfers', {
  may: 'exchange.read',
  of: 'member',
  payload: z.object({ transferId: z.uuid(), state: TransferState }),
})

// ── the whole exchange ──────────────────────────────────────────────────────────────────────────

export const MemberPosition = z.object({
  id: z.uuid(),
  name: z.string(),
  isActive: z.boolean(),
  balance: z.int(),
  heldOut: z.int(),
  heldIn: z.int(),
  warning: Warning,
  earned: z.int(),
  spent: z.int(),
  pending: z.int(),
  joinedAt: Instant,
})
/** For administrators: where everybody stands, by name, and what needs a hand. */
export const readOverview = endpoint('GET /exchange/overview', {
  may: 'exchange.manage',
  input: z.object({
    search: z.optional(Search),
    warning: z.optional(z.enum(['low', 'high'])),
    ...paging,
  }),
  reply: z.object({
    items: z.array(MemberPosition),
    next: z.nullable(z.string()),
    totals: z.object({
      members: z.int(),
      activeOffers: z.int(),
      pending: z.int(),
      disputed: z.int(),
      low: z.int(),
      high: z.int(),
      community: z.int(),
    }),
  }),
})
/** For administrators: everybody's transfers, newest first. */
export const listAllTransfers = endpoint('GET /exchange/overview/transfers', {
  may: 'exchange.manage',
  input: z.object({
    state: z.optional(TransferState),
    memberId: z.optional(z.uuid()),
    disputed: z._default(z.boolean(), false),
    ...paging,
  }),
  reply: pageOf(Transfer),
})

/** Public and without names: all accounts with the community's add up to zero at every moment. */
export const readProof = endpoint('GET /exchange/proof', {
  may: 'anyone',
  input: NoInput,
  reply: z.object({
    /** Zero, or something is broken. */
    sum: z.int(),
    /** How many members hold an account, and what they hold together. */
    members: z.int(),
    circulating: z.int(),
    /** The community's balance: what it granted, as a negative number. */
    community: z.int(),
    /** Settled transfers, grants included, and units promised in pending ones. */
    transfers: z.int(),
    held: z.int(),
    checkedAt: Instant,
  }),
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

const TransferFacts = z.object({
  transferId: z.uuid(),
  kind: TransferKind,
  payerId: z.nullable(z.uuid()),
  receiverId: z.nullable(z.uuid()),
  units: z.int(),
  reason: z.string(),
})
export type TransferFacts = z.output<typeof TransferFacts>
export const unitsProposed = event('exchange/units-proposed', TransferFacts)
export const unitsRequested = event('exchange/units-requested', TransferFacts)
export const unitsTransferred = event('exchange/units-transferred', TransferFacts)
export const transferRejected = event('exchange/transfer-rejected', TransferFacts)
export const transferReversed = event('exchange/transfer-reversed', TransferFacts)
